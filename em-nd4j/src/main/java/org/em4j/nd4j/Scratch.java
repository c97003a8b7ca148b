package org.em4j.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_get_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

import java.lang.ref.Reference;

/** One thread's operands of matrix products {@code C = A B} or {@code AᵀB}, all column-major and outside the heap. */
final class Scratch {
    final OffHeap a = new OffHeap();
    final OffHeap b = new OffHeap();
    final OffHeap c = new OffHeap();
    private double[] heap = new double[0];

    /** Room on the heap; contents are arbitrary. */
    double[] heap(int size) {
        if (heap.length < size) {
            heap = new double[size];
        }
        return heap;
    }

    /** {@code C (m x n) = A (m x k) B (k x n)}, from the start of A and the given places in B and C. */
    void product(int m, int n, int k, int lda, int bAt, int ldb, int cAt, int ldc) {
        multiply(CblasNoTrans, m, n, k, lda, bAt, ldb, cAt, ldc);
    }

    /** {@code C (m x n) = Aᵀ B} for A {@code (k x m)} and B {@code (k x n)}, likewise. */
    void crossProduct(int m, int n, int k, int lda, int bAt, int ldb, int cAt, int ldc) {
        multiply(CblasTrans, m, n, k, lda, bAt, ldb, cAt, ldc);
    }

    private void multiply(int transposed, int m, int n, int k, int lda, int bAt, int ldb, int cAt, int ldc) {
        // The threads are ours, over blocks. Whoever starts nd4j in between sets all cores again.
        if (blas_get_num_threads() != 1) {
            blas_set_num_threads(1);
        }
        try {
            cblas_dgemm(
                    CblasColMajor,
                    transposed,
                    CblasNoTrans,
                    m,
                    n,
                    k,
                    1,
                    a.at(0),
                    lda,
                    b.at(bAt),
                    ldb,
                    0,
                    c.at(cAt),
                    ldc);
        } finally {
            Reference.reachabilityFence(this); // BLAS has the addresses alone; the memory must outlive the call
        }
    }
}
