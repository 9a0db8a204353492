package io.aula.courses.enrollment;

import io.aula.courses.stating.Facts;
import java.util.List;
import org.springframework.stereotype.Component;

/** All enrollments, whatever became of them, and how far each is. */
@Component
class EnrollmentsStated implements Facts {
    private final Enrollments enrollments;
    private final EnrollmentService service;

    EnrollmentsStated(Enrollments enrollments, EnrollmentService service) {
        this.enrollments = enrollments;
        this.service = service;
    }

    @Override
    public String kind() {
        return "enrollments";
    }

    @Override
    public Told tell(String behind) {
        List<Enrollment> found = enrollments.behind(behind, AT_ONCE);
        found.forEach(service::state);
        return Told.of(found, enrollment -> enrollment.id().text());
    }
}
