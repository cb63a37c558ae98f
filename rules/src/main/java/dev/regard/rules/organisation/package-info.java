/** {@code organisation.yaml}, which stands beside the rules and is versioned apart from them. */
package dev.regard.rules.organisation;
