"""Documents among each other: dates of undated ones, copies, claimants, one event from many reports, disagreement."""
