package io.aula.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jooq.meta.jaxb.ForcedType;
import org.junit.jupiter.api.Test;

class TypedIdTest {
    @Test
    void namesARecordAndTheColumnsThatHoldIt() {
        ForcedType type = TypedId.parse("a.CourseId=course\\.id|.*\\.course_id").forcedType();

        assertThat(type.getUserType()).isEqualTo("a.CourseId");
        assertThat(type.getIncludeExpression()).isEqualTo("course\\.id|.*\\.course_id");
        assertThat(type.getLambdaConverter().getFrom()).isEqualTo("a.CourseId::new");
        assertThat(type.getLambdaConverter().getTo()).isEqualTo("a.CourseId::text");
    }

    @Test
    void isRefusedWithoutColumns() {
        assertThatIllegalArgumentException().isThrownBy(() -> TypedId.parse("a.CourseId"));
    }
}
