package io.aula.social.access;

import static java.util.stream.Collectors.toMap;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Which rebuild this package's copy is of. Who is erased and who is suspended is of none. */
@Component
public class AccessGenerations {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "courses", KnownCourse.class,
            "lessons", KnownLesson.class,
            "enrollments", KnownEnrollment.class,
            "progress", KnownProgress.class);

    private final Known known;

    AccessGenerations(Known known) {
        this.known = known;
    }

    /** The latest that was begun; 0 before the first. */
    public long latest() {
        return known.generation();
    }

    /** Of two that are begun at once at two instances, the later one counts here too. */
    public void begin(long generation) {
        known.setGeneration(generation);
    }

    /** How many of each kind are of it. */
    public Map<String, Long> stated(long generation) {
        return KINDS.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, kind -> known.count(kind.getValue(), generation)));
    }

    /** Takes away what is of earlier ones alone; how many of each kind. */
    public Map<String, Long> sweep(long generation) {
        return KINDS.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, kind -> known.removeBefore(kind.getValue(), generation)));
    }
}
