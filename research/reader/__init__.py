"""What pages that people read are made of: stored representations, their addresses and their other languages.

Templates get it through ``{% load research_updates %}``. Nothing here reads a StreamField of a live page.
"""
