package io.aula.identity.account;

/** What a person is trusted with, beyond what their token's scopes allow. */
public enum Role {
    LEARNER,
    INSTRUCTOR,
    MODERATOR,
    ADMIN
}
