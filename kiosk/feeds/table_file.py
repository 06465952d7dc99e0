def read_table(p): raise NotImplementedError
