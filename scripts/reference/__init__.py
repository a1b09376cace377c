"""The pages of docs/ that are written from the code: each module gives the text of its pages."""
