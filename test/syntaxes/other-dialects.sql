# MySQL's comment
CREATE TABLE `books` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT, kind enum('a','b') DEFAULT 'it\'s') ENGINE=InnoDB;
SELECT @total, @@version;
CREATE TABLE [books] ([full title] INTEGER PRIMARY KEY AUTOINCREMENT) WITHOUT ROWID;
