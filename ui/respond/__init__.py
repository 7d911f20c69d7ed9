"""Answering as a respondent: one question at a time in plain words, from a file or on the consultant's laptop."""
