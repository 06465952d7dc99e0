"""Generate the table of rights from OpenFisca-France. Apart from the program, in an environment of its own."""
