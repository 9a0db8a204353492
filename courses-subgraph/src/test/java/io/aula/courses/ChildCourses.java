package io.aula.courses;

import org.springframework.boot.SpringApplication;

/** The service as its tests start it once more, in a process of its own: it knows tokens as they do. */
final class ChildCourses {
    private ChildCourses() {}

    public static void main(String[] args) {
        new SpringApplication(CoursesApplication.class, CoursesTestServer.Tokens.class).run(args);
    }
}
