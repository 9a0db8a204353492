package io.aula.identity.account;

import org.springframework.dao.DuplicateKeyException;

/** The named unique keys of {@code app_user} that two people can run into at the same moment. */
public enum UniqueKey {
    EMAIL("app_user_email"),
    HANDLE("app_user_handle");

    private final String constraint;

    UniqueKey(String constraint) {
        this.constraint = constraint;
    }

    public boolean isViolatedBy(DuplicateKeyException refusal) {
        return String.valueOf(refusal.getMostSpecificCause().getMessage()).contains(constraint);
    }
}
