package dev.penstock.replay;

/** Placeholder until the next change. */
public interface ReplayGuard {}
