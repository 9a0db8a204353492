package io.aula.courses.refusal;

import java.util.List;

/** Ends what has begun, so that all of it is rolled back; {@link Result#of} takes it in, and no service lets it out. */
public final class RefusedException extends RuntimeException {
    private final transient List<Refusal> why;

    public RefusedException(Refusal why) {
        this(List.of(why));
    }

    public RefusedException(List<Refusal> why) {
        super(why.toString(), null, false, false);
        this.why = List.copyOf(why);
    }

    /** It is not there, or what was said is no id at all. */
    public static RefusedException notFound(Object id) {
        return new RefusedException(new Refusal.NotFound(id.toString()));
    }

    public static RefusedException stale(int currentRevision) {
        return new RefusedException(new Refusal.Stale(currentRevision));
    }

    public static RefusedException againstRule(String rule, String spanish, String english, String... path) {
        return new RefusedException(new Refusal.AgainstRule(rule, spanish, english, List.of(path)));
    }

    public List<Refusal> why() {
        return why;
    }
}
