def read(p, *, mapping=None): return iter(())
