package io.aula.identity.commerce.order;

import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells buyers what they bought, also those who closed the page: by a letter that is of the order's own transaction. */
@Component
class Receipts {
    private final LetterBox letterBox;
    private final CourseService courses;

    Receipts(LetterBox letterBox, CourseService courses) {
        this.letterBox = letterBox;
        this.courses = courses;
    }

    void tell(Order order) {
        letterBox.toPerson(
                LetterKind.RECEIPT,
                order.userId(),
                titles(order),
                order.number(),
                String.valueOf(order.total()),
                order.currency().name());
    }

    private String titles(Order order) {
        return order.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.courseId()).stream())
                .map(id -> courses.byId(id)
                        .map(Course::title)
                        .filter(title -> !title.isBlank())
                        .orElse(id.text()))
                .collect(Collectors.joining(", "));
    }
}
