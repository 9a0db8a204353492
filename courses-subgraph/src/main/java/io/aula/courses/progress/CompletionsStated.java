package io.aula.courses.progress;

import io.aula.courses.progress.Progresses.Completion;
import io.aula.courses.stating.Facts;
import io.aula.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All that was completed, of lessons that are deleted too: who finished one knows what it taught. */
@Component
class CompletionsStated implements Facts {
    private final Progresses progresses;
    private final Outbox outbox;

    CompletionsStated(Progresses progresses, Outbox outbox) {
        this.progresses = progresses;
        this.outbox = outbox;
    }

    @Override
    public String kind() {
        return "completions";
    }

    /** A place is a person, a colon and a lesson. */
    @Override
    public Told tell(String behind) {
        int colon = behind.indexOf(':');
        List<Completion> found = progresses.completionsBehind(
                behind.substring(0, Math.max(colon, 0)), behind.substring(colon + 1), AT_ONCE);
        found.forEach(done -> outbox.append(
                "lesson.completed",
                done.lessonId().text(),
                1,
                Map.of(
                        "userId", done.userId(),
                        "lessonId", done.lessonId(),
                        "courseId", done.courseId(),
                        "at", done.at().toString())));
        return Told.of(found, done -> done.userId() + ":" + done.lessonId());
    }
}
