-- The day on which a question is asked: the reader's today. Replace the macro to ask as of another day.
create or replace macro asking_day() as current_date;
