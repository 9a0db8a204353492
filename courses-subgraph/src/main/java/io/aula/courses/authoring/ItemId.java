package io.aula.courses.authoring;

import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import java.util.Optional;

/** The id of what an outline is made of, which can be moved, deleted and brought back. */
public sealed interface ItemId {
    record OfModule(ModuleId id) implements ItemId {
        @Override
        public String toString() {
            return id.text();
        }
    }

    record OfLesson(LessonId id) implements ItemId {
        @Override
        public String toString() {
            return id.text();
        }
    }

    static Optional<ItemId> parse(String text) {
        return ModuleId.parse(text)
                .<ItemId>map(OfModule::new)
                .or(() -> LessonId.parse(text).map(OfLesson::new));
    }
}
