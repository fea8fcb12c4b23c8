/**
 * To what things usually belong, whatever the application: of each group the first that is there. Groups are of
 * different kinds (what is reviewed, and who reviews) and looked for one by one. A name of several words in front of
 * the colon stands before the names that it ends with; behind it, words of one name are joined by hyphens.
 */
export const usualParents = `
  order item, order line, order detail, order line item, order product, sale item, sale detail, invoice line: order sale purchase invoice | product variant dish menu-item item book medicine
  purchase order item, purchase order line, purchase item, purchase detail: purchase-order purchase order | product item material ingredient
  cart item, basket item, cart line: cart basket | product variant item book
  wishlist item: wishlist | product
  line item: order invoice
  invoice item, bill item: invoice bill | product service
  cart, basket, wishlist, wallet, favorite, favourite: customer user client buyer shopper member
  purchase order: supplier vendor
  order: customer client user buyer member shopper guest patron
  sale: customer client buyer | salesperson seller cashier employee
  payment method, credit card, loyalty card, loyalty account, bank card: customer user client member
  shipping address, delivery address: customer user client
  payment, instalment, installment, transaction payment: invoice bill fee order booking reservation appointment lease rental policy loan membership subscription sale enrollment registration | customer client user member patient tenant student
  invoice, bill, receipt: order booking stay visit reservation rental appointment project | customer client patient guest member tenant
  refund, return, exchange: payment order sale
  shipment, delivery, dispatch: order shipment | courier driver carrier
  review, rating, feedback, testimonial: booking stay order rental product hotel restaurant book movie film course recipe app service trip ride property listing event | customer client guest user member student reader buyer passenger patient
  comment, like, reaction: post article photo video task ticket issue recipe episode thread story | user member reader
  reply, answer: question comment message thread review | user student
  product image, product photo, product variant, product review, product option: product
  subcategory, sub category: category
  product, sku: category product-category | seller
  inventory, stock, stock level, inventory item, stock item, inventory record: product item medicine ingredient | warehouse store branch
  stock movement, inventory transaction, stock adjustment: product item | warehouse
  coupon usage, redemption: coupon promotion discount voucher reward | customer user
  subscription: plan package | customer user member subscriber client
  membership: plan membership-plan membership-type | member customer user
  quiz question, exam question, survey question: quiz exam survey
  question, choice: quiz exam survey test question
  answer option, question option: question
  option: question poll survey
  attachment, file: message ticket task email document issue
  time slot, slot, opening hour, availability: room court pitch doctor station venue resource desk field
  hive: apiary | beekeeper
  apiary: beekeeper
  harvest: hive field vineyard crop
  feeding, feeding record: animal | keeper zookeeper
  inspection: hive playground machine vehicle building property restaurant elevator bridge | inspector
  room, suite: hotel hostel building house floor hospital department dormitory | room-type
  bed: room ward
  ward: hospital department
  animal: kennel enclosure habitat cage | species breed
  pet, patient pet: owner client customer | species breed
  adoption, adoption application: animal pet dog cat | adopter
  seat, row: room hall theater theatre aircraft bus stand venue stadium section screen
  screen, hall, auditorium: cinema theater theatre venue
  floor, apartment, unit: building property house
  cell, block: prison
  inmate: cell prison block
  guard: prison block
  visit: inmate patient prisoner pet client customer | doctor physician vet veterinarian
  evidence, clue, exhibit: case crime incident investigation
  suspect, witness, victim: case crime incident investigation
  hearing, verdict, appeal: case trial
  player, coach: team club
  season, standing: league competition
  round, stage: tournament competition
  match, game, fixture: tournament league season competition
  goal, booking card: match game | player
  injury: player athlete
  chapter, page: book
  track, song: album
  album: artist band musician
  playlist: user listener customer
  episode, season: series season show podcast
  screening, showtime, showing: movie film show | hall screen auditorium theater theatre cinema
  show: theater theatre venue
  lesson, lecture, module: course module class
  assignment, quiz, exam: course class lesson subject module section
  grade, mark, score: enrollment exam assignment course test subject assessment | student pupil
  attempt, submission: quiz exam assignment test | student user participant
  course section, class section, section, class session: course class | instructor professor teacher lecturer
  class: course | instructor trainer teacher
  course: department | instructor teacher professor lecturer
  student, teacher, instructor, professor, lecturer, faculty member: department school program
  enrollment, enrolment, course registration, registration: student learner pupil attendee participant user member | course class section event workshop offering
  attendance, attendance record: student employee member attendee | class session course event lesson section meeting
  salary, payslip, payroll, payroll record, dependent, emergency contact, performance review, employment contract: employee worker staff
  leave, leave request, absence, timesheet, shift, work shift: employee worker staff driver nurse
  job application, application: job vacancy position posting opening | applicant candidate seeker
  resume, cv: candidate applicant seeker
  interview: application candidate applicant job | interviewer recruiter
  job posting, vacancy, job, job opening: company employer department
  employee, worker, staff member, staff: department branch store office dealership restaurant hotel company
  doctor, physician, nurse, surgeon: department hospital clinic
  copy, book copy: book title film movie
  fine: loan violation borrowing checkout | member borrower
  loan, borrowing, borrow record, borrowing record, book loan, checkout, lending: member borrower patron reader student customer user | copy book item
  license, certification, permit: driver pilot technician applicant
  stop: route line trip
  leg, segment: route trip flight journey shipment
  tracking event: shipment parcel package delivery
  delivery attempt: parcel package delivery shipment | driver courier
  parcel, package: shipment order delivery
  milestone, sprint: project
  project: client customer
  task: project board sprint | assignee
  subtask, time entry, time log: task project | employee user
  support ticket, helpdesk ticket: customer user client | agent
  ticket: event concert flight match show screening showtime performance trip booking game | customer passenger attendee visitor guest fan
  boarding pass: ticket booking | passenger
  baggage, luggage: passenger booking
  flight: airline | aircraft airplane plane
  gate: terminal airport
  terminal: airport
  prescription item, prescription detail, prescribed medication: prescription | medicine medication drug
  prescription: appointment visit consultation patient | doctor physician dentist vet
  diagnosis, medical record, health record, treatment record: patient visit appointment pet | doctor physician dentist vet
  appointment, consultation: patient client customer pet | doctor physician dentist therapist vet veterinarian stylist barber practitioner
  admission: patient | room ward bed
  lab test, lab result, test result, lab report: patient sample test appointment
  vaccination, vaccination record: patient pet animal child
  variant: product
  photo, image, picture: product property listing album recipe room car
  ingredient, step: recipe dish
  menu: restaurant
  dish, menu item: menu restaurant category
  table: restaurant
  bid: auction lot item listing | bidder user buyer
  lot: auction
  objection, opinion: application proposal plan
  violation, finding: inspection
  document: application case project employee
  meter reading: meter | sensor device
  reading, measurement: sensor meter device station
  sensor: device machine
  booking, reservation, room booking: customer guest client user member passenger traveler traveller | room table flight property tour car vehicle court seat listing package event
  stay, check in: reservation booking
  rental, rental agreement, rental contract, hire: customer client member renter user | car vehicle bike property equipment
  maintenance record, service record, repair, maintenance, maintenance log: vehicle car machine equipment aircraft property room bus truck
  trip, ride: driver | rider passenger | vehicle
  bank account, account: customer client | branch
  transaction, transfer: account wallet
  policy, insurance policy: customer policyholder client
  claim: policy | customer
  lease, lease agreement, rental lease: tenant | unit apartment property
  viewing, showing appointment: property listing | client buyer
  listing, property: owner seller landlord | agent
  post, blog post: author user blogger writer
  thread, topic: forum board category
  message: conversation chat thread channel | sender user
  notification, session, profile, user profile, preference, setting, api key, refresh token, search history: user customer member
  conference session, talk, presentation: conference event | speaker
  event: venue | organizer organiser
  booth, stall: exhibition fair event
  donation: donor | campaign charity
  training session, workout session: trainer coach | member client
  workout: user member
  artwork, painting, sculpture: artist | museum gallery
  city, county, state, province, region, district: city state province region country
  version, revision: document file
  book: publisher
  car, vehicle: model
  expense: project employee user
  warranty: product
`;
