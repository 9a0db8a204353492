package io.aula.identity.privacy.export;

import io.aula.platform.id.UserId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Courses and social, who know two things of everybody, or are away. */
@Primary
@Component
public class OthersOfTests implements OtherServices {
    private final AtomicBoolean isAway = new AtomicBoolean();

    public void away(boolean away) {
        isAway.set(away);
    }

    @Override
    public List<String> names() {
        return List.of("courses", "social");
    }

    @Override
    public Page ask(String service, UserId person, String after) {
        if (isAway.get() && service.equals("social")) {
            throw new NoAnswerException("social does not answer");
        }
        return after.isEmpty()
                ? new Page("first", List.of("{\"of\":\"" + person + "\"}"), "0:x")
                : new Page("second", List.of("{\"after\":\"" + after + "\"}"), null);
    }
}
