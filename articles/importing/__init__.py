"""Pages into the database: sources → identity → parse (pure) → merge → load, with a report of each file."""
