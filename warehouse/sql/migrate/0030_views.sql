-- Hash of the texts that the macros and views of this file were made from.
create table _views (sha256 varchar not null);
