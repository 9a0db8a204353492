package io.aula.courses.progress;

/** Who learns what. */
record Learner(String userId, String courseId) {}
