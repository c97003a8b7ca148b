package org.em4j.nd4j;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.em4j.core.linalg.Kernels;
import org.em4j.core.linalg.PortableKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfTestTest {
    @Test
    void kernelsThatAgreePass() {
        SelfTest.require(PortableKernels.INSTANCE, PortableKernels.INSTANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whiten", "transform", "scatter", "cross"})
    void aProductThatIsOffByOneBitIsNamed(String product) {
        IllegalStateException e = assertThrows(
                IllegalStateException.class, () -> SelfTest.require(wrongIn(product), PortableKernels.INSTANCE));
        assertTrue(e.getMessage().contains(product), e.getMessage());
    }

    /** Portable kernels whose result of one method, the last array it is given, has a wrong last bit in its first number. */
    private static Kernels wrongIn(String product) {
        return (Kernels) Proxy.newProxyInstance(
                SelfTestTest.class.getClassLoader(), new Class<?>[] {Kernels.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(PortableKernels.INSTANCE, arguments);
                    if (method.getName().equals(product)) {
                        double[] out = Arrays.stream(arguments)
                                .filter(double[].class::isInstance)
                                .map(double[].class::cast)
                                .reduce((before, last) -> last)
                                .orElseThrow();
                        out[0] = Math.nextUp(out[0]);
                    }
                    return result;
                });
    }
}
