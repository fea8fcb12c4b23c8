CREATE TABLE customer (
  id bigint PRIMARY KEY,
  the_number_under_which_the_customer_is_known_to_our_own_bookkeeping text,
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
  "die_nummer_unter_der_die_kundin_in_der_buchführung_geführt_wird_ä" text,
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ identifier-too-long
  exactly_sixty_three_bytes_are_kept_of_a_name_and_so_this_is_fin text
);
