#include "core/inference/canonicalname.h"

#include <QTest>

using namespace atlas;

/// One kernel has one canonical name, whoever profiled it and whichever build it came from; two kernels have two.
class TestCanonicalName : public QObject
{
    Q_OBJECT

private slots:
    void spellingsOfOneKernelAreOne_data();
    void spellingsOfOneKernelAreOne();
    void twoKernelsStayTwo_data();
    void twoKernelsStayTwo();
    void cutNamesHaveNone();
    void digitsAreThoseOfTheNameAlone();
    void anythingIsReadInLinearTime();
};

void TestCanonicalName::spellingsOfOneKernelAreOne_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    const auto row = [](const char *title, const char *a, const char *b) {
        QTest::newRow(title) << QByteArray(a) << QByteArray(b);
    };
    row("return type and parameters", "void f<4>(T1 *, int)", "f<4>");
    row("casts, blanks, literals", "void f<(int)4, (bool)1, g<float>>(T1)", "void f<4, true, g<float> >(float*, int)");
    row("suffixes of literals", "f<192u, 4ul>()", "f<(unsigned int)192, (unsigned long)4>()");
    row("anonymous namespaces", "void <unnamed>::f<1>(int)", "void (anonymous namespace)::f<1>(int)");
    row("nvcc's own anonymous namespaces",
        "void _GLOBAL__N__54_tmpxft_00002010_00000000_15_SoftMax_compute_86_cpp1_ii_8d9fd717::softmax<float>(float*)",
        "void <unnamed>::softmax<float>(T1 *)");
    row("kernel descriptors", "mul_mat_q<(ggml_type)8, 128>(char const*) (.kd)",
        "void mul_mat_q<(ggml_type)8, 128>(char const*)");
    row("clones", "void f(float*) [clone .kd]", "f.kd");
    row("where const stands", "void f<const float *>(int)", "void f<float const*>(int)");
    row("nvprof's literals", "void f<int=4, bool=1>(int)", "void f<(int)4, (bool)1>(int)");
    row("functors inside arguments",
        "void at::native::elementwise_kernel<(int)128, (int)2, void "
        "at::native::gpu_kernel_impl<at::native::BinaryFunctor<"
        "float, float>>(at::TensorIteratorBase &, const T1 &)::[lambda(int) (instance 1)]>(int, T3)",
        "void at::native::elementwise_kernel<128, 2, at::native::gpu_kernel_impl<at::native::BinaryFunctor<float, "
        "float> "
        ">(at::TensorIteratorBase&, at::native::BinaryFunctor<float, float> const&)::{lambda(int)#1}>(int, float)");
    row("lambdas of member functions",
        "void k<(int)4, at::native::copy(at::TensorIteratorBase &)::[lambda() (instance 3)]::operator ()() "
        "const::[lambda("
        "c10::BFloat16) (instance 1)]>(int)",
        "void k<4, at::native::copy(at::TensorIteratorBase&)::{lambda()#1}::operator()() "
        "const::{lambda(c10::BFloat16)#2}>(int)");
    row("functions as arguments",
        "void vllm::act_and_mul_kernel<c10::BFloat16, &vllm::silu_kernel<c10::BFloat16>, (bool)1>(T1 *)",
        "void vllm::act_and_mul_kernel<c10::BFloat16, &(c10::BFloat16 vllm::silu_kernel<c10::BFloat16>(c10::BFloat16 "
        "const&)), true>(c10::BFloat16*)");
    row("Inductor's number", "triton_red_fused__to_copy_mul_3", "triton_red_fused__to_copy_mul_17");
    row("Myelin's hash", "__myl_Fc_0x1f8a0b2c3d4e5f60718293a4b5c6d7e8", "__myl_Fc_0x00112233445566778899aabbccddeeff");
    row("Myelin's numbers", "__myl_SlicSiluSlicMul_myl0_4", "__myl_SlicSiluSlicMul_myl2_11");
    row("Julia's lines", "foo__FILE_pkg_jl_src_x_jl_L77", "foo__FILE_pkg_jl_src_x_jl_L81");
    row("Julia's serials", "julia_step_1234", "julia_step_77");
    row("Numba's serials", "cudapy::__main__::foo$241(Array<float, 2, C, mutable, aligned>)",
        "cudapy::__main__::foo$7(Array<float, 2, C, mutable, aligned>)");
    row("Numba's hash", "cudapy::m::foo[abi:v1,cw51cXTLSUwv1](Array<float, 1, C>)",
        "cudapy::m::foo[abi:v1,kJSQB1](Array<float, 1, C>)");
    row("XLA's numbers", "loop_add_fusion_1", "loop_add_fusion.12");
    row("XLA's thunks", "cublas-gemm.209.0", "cublas-gemm.3.0");
    row("TVM's numbers", "fused_fused_dequantize3_NT_matmul12_kernel", "fused_fused_dequantize_NT_matmul5_kernel");
    row("Warp's hash", "clamp_1b6d14b0_cuda_kernel_forward", "clamp_ffffffff_cuda_kernel_forward");
    row("lines of OpenACC", "_8layers_c_softmax_forward_401_gpu__red", "_8layers_c_softmax_forward_399_gpu__red");
}

void TestCanonicalName::spellingsOfOneKernelAreOne()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QCOMPARE(QByteArray::fromStdString(canonicalName(a.toStdString())),
             QByteArray::fromStdString(canonicalName(b.toStdString())));
    QVERIFY(!canonicalName(a.toStdString()).empty());
    QCOMPARE(canonicalHash(a.toStdString()), canonicalHash(b.toStdString()));
}

void TestCanonicalName::twoKernelsStayTwo_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    const auto row = [](const char *title, const char *a, const char *b) {
        QTest::newRow(title) << QByteArray(a) << QByteArray(b);
    };
    row("numbers in arguments", "void f<4>(int)", "void f<8>(int)");
    row("types in arguments", "void f<float>(T1 *)", "void f<__half>(T1 *)");
    row("enums", "mul_mat_q<(ggml_type)8, 128>()", "mul_mat_q<(ggml_type)14, 128>()");
    row("const", "void f<float const*>(int)", "void f<float*>(int)");
    row("types of lambdas", "void k<[lambda(float) (instance 1)]>()", "void k<[lambda(double) (instance 1)]>()");
    row("types that end in numbers", "fused_cast_float16_kernel", "fused_cast_float32_kernel");
    row("kernels of one TVM function", "fused_NT_matmul5_kernel_1", "fused_NT_matmul5_kernel_2");
    row("Julia's types", "gpu_fill_kernel_(CompilerMetadata<D>, CuDeviceArray<Float64, 2, 1>)",
        "gpu_fill_kernel_(CompilerMetadata<D>, CuDeviceArray<Float32, 2, 1>)");
    row("tiles", "nvjet_tst_64x8_64x16_2x1_v_bz_TNT", "nvjet_tst_64x8_64x16_4x1_v_bz_TNT");
    row("old Triton signatures", "triton__0d1d2d", "triton__0d1d2d3d");
    row("namespaces", "void a::f<1>(int)", "void b::f<1>(int)");
}

void TestCanonicalName::twoKernelsStayTwo()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QVERIFY2(canonicalName(a.toStdString()) != canonicalName(b.toStdString()), canonicalName(a.toStdString()).c_str());
}

void TestCanonicalName::cutNamesHaveNone()
{
    for (const char *cut : {"void at::native::elementwise_kernel<(int)128, (int)4, void at::native::gpu_ker…",
                            "void f<(int)4, g<", "bmm_E4m3_E4m3E4m3_Fp32_t128..."}) {
        QVERIFY2(canonicalName(cut).empty(), canonicalName(cut).c_str());
        QVERIFY(canonicalHash(cut) != canonicalHash("void f()"));
    }
}

/// The last letter changes the first digits too.
void TestCanonicalName::digitsAreThoseOfTheNameAlone()
{
    QCOMPARE(canonicalDigits("void f<4>(int)", 4).size(), std::size_t{4});
    QCOMPARE(canonicalDigits("void f<4>(int)", 16).substr(0, 4), canonicalDigits("f<(int)4>(T1)", 4));
    QVERIFY(canonicalDigits("void f<1>(int)", 4) != canonicalDigits("void f<2>(int)", 4));
}

void TestCanonicalName::anythingIsReadInLinearTime()
{
    for (const std::string piece :
         {"(", ")", "<", ">", "[", "&(", "f<(", "const ", "a1_", "{lambda(", "_0x", ",", "-", "$1", "\xff"}) {
        std::string name = "fused_";
        while (name.size() < 200'000) {
            name += piece;
        }
        static_cast<void>(canonicalName(name));
        static_cast<void>(canonicalName(name + "_kernel"));
    }
    QCOMPARE(canonicalName(""), std::string());
}

QTEST_GUILESS_MAIN(TestCanonicalName)
#include "tst_canonicalname.moc"
