"""Files of others, read row by row: JSON, CSV, workbooks."""
