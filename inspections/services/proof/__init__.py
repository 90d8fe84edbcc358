"""The month as a proof: frozen inputs, the fingerprint, facts that leave, the bundle of one party."""
