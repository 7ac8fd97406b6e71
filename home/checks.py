"""What ``manage.py check`` says about the languages of shared rows."""
