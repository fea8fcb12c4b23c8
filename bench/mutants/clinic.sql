-- A clinic: several schemas, row security, procedures, exclusion and ranges.
CREATE SCHEMA staff;
CREATE SCHEMA care;
CREATE EXTENSION btree_gist;

CREATE TYPE staff.grade AS ENUM ('junior', 'senior', 'chief');
CREATE TYPE care.address AS (street text, city text, postcode varchar(10));
CREATE SEQUENCE care.case_number START WITH 1000 INCREMENT BY 1;

CREATE TABLE staff.department (
    id smallint PRIMARY KEY,
    code varchar(10) NOT NULL,
    name text NOT NULL,
    UNIQUE (code)
);
CREATE TABLE staff.doctor (
    id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
    department_id smallint NOT NULL REFERENCES staff.department (id),
    grade staff.grade DEFAULT 'junior' NOT NULL,
    surname text NOT NULL,
    hired_on date NOT NULL DEFAULT CURRENT_DATE,
    salary numeric(10, 2) CONSTRAINT salary_is_positive CHECK (salary > 0)
);
CREATE TABLE care.patient (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_no bigint NOT NULL DEFAULT nextval('care.case_number'),
    "Full Name" text NOT NULL,
    home care.address,
    born date NOT NULL,
    CONSTRAINT patient_case_no_key UNIQUE (case_no)
);
CREATE TABLE care.room (
    number integer PRIMARY KEY,
    floor integer NOT NULL,
    beds integer NOT NULL DEFAULT 1 CHECK (beds BETWEEN 1 AND 6)
);
CREATE TABLE care.stay (
    id bigint GENERATED ALWAYS AS IDENTITY,
    patient_id uuid NOT NULL,
    room_number integer NOT NULL,
    during tstzrange NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (patient_id) REFERENCES care.patient (id) ON DELETE CASCADE,
    FOREIGN KEY (room_number) REFERENCES care.room,
    CONSTRAINT stay_does_not_overlap EXCLUDE USING gist (room_number WITH =, during WITH &&)
);
CREATE TABLE care.visit (
    doctor_id uuid NOT NULL REFERENCES staff.doctor,
    patient_id uuid NOT NULL REFERENCES care.patient ON UPDATE CASCADE,
    visited_at timestamptz NOT NULL,
    findings jsonb,
    CONSTRAINT visit_pk PRIMARY KEY (doctor_id, patient_id, visited_at)
);

CREATE INDEX ON care.stay (patient_id);
CREATE INDEX visit_patient ON care.visit (patient_id, visited_at DESC NULLS LAST) INCLUDE (findings);

CREATE MATERIALIZED VIEW care.busy_room AS
SELECT r.number, r.floor, count(s.id) AS stays
FROM care.room r LEFT JOIN care.stay s ON s.room_number = r.number
GROUP BY r.number, r.floor
HAVING count(s.id) > 2;
CREATE UNIQUE INDEX busy_room_number ON care.busy_room (number);

CREATE OR REPLACE FUNCTION care.age_of(patient care.patient) RETURNS integer AS '
    SELECT extract(year FROM age(patient.born))::integer
' LANGUAGE sql STABLE;

CREATE PROCEDURE care.discharge(which uuid, OUT ended integer)
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE care.stay SET during = tstzrange(lower(during), now()) WHERE patient_id = which AND upper_inf(during);
    GET DIAGNOSTICS ended = ROW_COUNT;
    IF ended = 0 THEN
        RAISE EXCEPTION 'no stay of %', which USING ERRCODE = 'P0002';
    END IF;
END $$;

CREATE FUNCTION staff.raise_all(percent numeric) RETURNS TABLE (doctor uuid, new_salary numeric)
LANGUAGE plpgsql AS $$
DECLARE
    d record;
BEGIN
    FOR d IN SELECT id, salary FROM staff.doctor WHERE salary IS NOT NULL LOOP
        UPDATE staff.doctor SET salary = d.salary * (1 + percent / 100) WHERE id = d.id
            RETURNING id, salary INTO doctor, new_salary;
        RETURN NEXT;
    END LOOP;
END $$;

ALTER TABLE care.patient ENABLE ROW LEVEL SECURITY;
CREATE POLICY patient_of_doctor ON care.patient FOR SELECT
    USING (EXISTS (SELECT 1 FROM care.visit v WHERE v.patient_id = patient.id AND v.visited_at > now() - interval '1 year'));
CREATE POLICY patient_insert ON care.patient FOR INSERT WITH CHECK (born <= CURRENT_DATE);

ALTER SEQUENCE care.case_number OWNED BY care.patient.case_no;
COMMENT ON SCHEMA care IS 'What happens to patients';
COMMENT ON CONSTRAINT stay_does_not_overlap ON care.stay IS 'One patient in a room at a time';
COMMENT ON FUNCTION care.age_of(care.patient) IS 'In years';
INSERT INTO staff.department VALUES (1, 'SUR', 'Surgery'), (2, 'PED', 'Paediatrics');
INSERT INTO care.room (number, floor) SELECT n, n / 100 FROM generate_series(101, 110) AS n;
GRANT USAGE ON SCHEMA care TO PUBLIC;
REVOKE ALL ON TABLE staff.doctor FROM PUBLIC;
