"""One SQLite file that keeps reports, readings, links and the user's corrections."""
