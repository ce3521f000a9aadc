-- Hash of the program that made the rows of this file from readings.
create table _rows (sha256 varchar not null);
