"""Which onrecord this is. Comes in: nothing; goes out: `__version__`, which the record keeps beside each reading."""

__all__ = ["__version__"]

__version__ = "0.1.0"
