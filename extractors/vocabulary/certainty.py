"""Measured certainty: for each kind of fact, from which confidence of a rule on which share is right.

Written by `python -m tools.calibrate`; not edited by hand. "criterion" holds for types without their own.
"""

STEPS: dict[str, tuple[tuple[float, float], ...]] = {
    "criterion": ((0.6, 0.75), (0.65, 0.94), (0.93, 0.97)),
    "other": ((0.5, 0.67), (0.75, 0.91)),
    "position": ((0.8, 0.67), (0.9, 0.75), (1.0, 0.97)),
}  # fmt: skip
