package org.em4j.core.linalg;

class PortableKernelsTest extends KernelsContract {
    @Override
    protected Kernels kernels() {
        return PortableKernels.INSTANCE;
    }
}
