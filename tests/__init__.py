"""The tests, one file per rule family, endpoint, door or noun."""
