"""From a publication to what is served: receivers, the store, rebuilding."""
