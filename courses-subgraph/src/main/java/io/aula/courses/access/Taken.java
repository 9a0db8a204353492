package io.aula.courses.access;

/** That a person takes a course, or did, as far as access depends on it. */
record Taken(EnrollmentStatus status, EnrollmentSource source) {
    static final Taken NOT = new Taken(EnrollmentStatus.WITHDRAWN, EnrollmentSource.STAFF);

    boolean isLive() {
        return status.isLive();
    }

    boolean isSuspended() {
        return status == EnrollmentStatus.SUSPENDED;
    }

    /** Begun while the course was free. */
    boolean isByFree() {
        return source == EnrollmentSource.FREE;
    }
}
