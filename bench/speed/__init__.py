"""Speed, as ratios to a yardstick run in the same process."""
