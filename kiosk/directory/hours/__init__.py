"""When a door is open: texts, rules, holidays, and the one function that answers."""
