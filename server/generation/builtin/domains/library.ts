import type { Domain } from "./domain";

export const library: Domain = {
  name: "a library",
  titles: ["library", "library management", "lending library", "book lending"],
  tables: `
    authors = writers: name, birth_date? # Somebody who writes books.
    publishers: name!, city? # A company that publishes books.
    categories = genres: name! # A kind of book.
    books = titles: isbn, title, publisher>?, published_year:int?, language? # A book as published, of which there may be several copies.
    book_authors [book author]: book>>, author> # Who wrote a book.
    book_categories [book category]: book>>, category> # Where a book is shelved.
    copies = book copies, items: book>>, barcode, shelf_location?, status{available on_loan lost withdrawn} # One copy of a book on the shelf.
    members = borrowers, readers, patrons: member_number, name, email, phone, joined_on # A person who may borrow.
    loans = borrowings, checkouts: copy>, member>, loaned_at, due_date, returned_at:at? # A copy that a member has borrowed.
    reservations = holds: book>>, member>>, reserved_at, status{waiting ready fulfilled cancelled} # A member waiting for a book.
    fines: loan>>, amount, reason?, paid # Money due for a late or damaged copy.
  `,
};
