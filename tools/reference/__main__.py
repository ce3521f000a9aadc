"""Write the tables of warehouse/reference that come from the collected facts."""

from tools.reference.make import TARGET, read_facts, tables, text

for name, rows in tables(read_facts()).items():
    (TARGET / f"{name}.csv").write_text(text(name, rows), "utf-8")
