"""What people do around the record: rows coded elsewhere, assignments, double coding, decisions, sources."""
