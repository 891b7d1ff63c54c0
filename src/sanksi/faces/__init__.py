"""Stage 10: faces translate in and out; no logic."""
