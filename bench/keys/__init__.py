"""How many keys a coder presses from a proposal to a correct final row, against a blank form for the same rows."""
