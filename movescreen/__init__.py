"""movescreen: how a person moved, in degrees and seconds, from an ordinary camera."""

__version__ = "0.1.0"
