package dev.regard.engine.customer;

/** What a touch is for; consent and caps go by it. */
public enum Purpose { CARE, SERVICE, MARKETING, SURVEY }
