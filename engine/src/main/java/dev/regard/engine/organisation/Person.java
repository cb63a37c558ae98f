package dev.regard.engine.organisation;

/**
 * Somebody of the company.
 *
 * @param id          what cards name as {@code owner}
 * @param name        as customers read it
 * @param email       where alerts go
 * @param phone       the service number that scripts name; may be empty
 * @param region      the region worked in; may be empty for those above regions
 * @param standIn     who does the work while away; null when present
 */
public record Person(String id, String name, String email, String phone, String region, String standIn) { }
