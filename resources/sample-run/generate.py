#!/usr/bin/env python3
"""Writes the sample run beside this script, and ../sample-candidate, the same program later, to compare it with:
invented timings under real kernel names, the same bytes every time.

A small vision-language model reads one page per iteration. The combined capture holds eight pages; each stage is a
capture of its own of one page; sam, clip and projector run inside prefill. Every launch is drawn first and the tables
are computed from the launches, so totals, medians and deviations agree.
"""
import json
import pathlib
import random
import statistics

PAGES = 8
TICK_NS = 32  # GPU timestamps come in steps of 32 ns
HERE = pathlib.Path(__file__).resolve().parent
HEADINGS = "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name"

GEMV = "std::enable_if<!T7, void>::type internal::gemvx::kernel<int, int, __nv_bfloat16, __nv_bfloat16, __nv_bfloat16, float, (bool)0, (bool)1, (bool)1, (bool)0, (int)%d, (bool)0, cublasGemvParamsEx<int, cublasGemvTensorStridedBatched<const __nv_bfloat16>, cublasGemvTensorStridedBatched<const __nv_bfloat16>, cublasGemvTensorStridedBatched<__nv_bfloat16>, float>>(T13)"
CUTLASS = "void cutlass::Kernel2<cutlass_80_%s>(T1::Params)"
FLASH = "void flash::flash_fwd_%skernel<Flash_fwd_kernel_traits<(int)%d, (int)64, (int)128, (int)4, (bool)0, (bool)0, cutlass::bfloat16_t, Flash_kernel_traits<(int)%d, (int)64, (int)128, (int)4, cutlass::bfloat16_t>>, %s>(Flash_fwd_params)"
VECTORIZED = "void at::native::vectorized_elementwise_kernel<(int)%d, %s, std::array<char *, (unsigned long)%d>>(int, T2, T3)"
UNROLLED = "void at::native::unrolled_elementwise_kernel<%s, std::array<char *, (unsigned long)2>, (int)4, TrivialOffsetCalculator<(int)1, unsigned int>, TrivialOffsetCalculator<(int)1, unsigned int>, at::native::memory::LoadWithCast<(int)1>, at::native::memory::StoreWithCast<(int)1>>(int, T1, T2, T4, T5, T6, T7)"
ELEMENTWISE = "void at::native::elementwise_kernel<(int)128, (int)%d, void at::native::gpu_kernel_impl_nocast<%s>(at::TensorIteratorBase &, const T1 &)::[lambda(int) (instance 1)]>(int, T3)"
BINARY = "at::native::BinaryFunctor<%s, %s, %s, at::native::binary_internal::%s>"
BF16 = "c10::BFloat16"
COPY_BF16 = "at::native::bfloat16_copy_kernel_cuda(at::TensorIteratorBase &)::[lambda(float) (instance 1)]"
DIRECT_COPY = "at::native::direct_copy_kernel_cuda(at::TensorIteratorBase &)::[lambda() (instance 3)]::operator ()() const::[lambda() (instance %d)]::operator ()() const::[lambda(%s) (instance 1)]"
SILU = "at::native::<unnamed>::silu_kernel(at::TensorIteratorBase &)::[lambda() (instance 1)]::operator ()() const::[lambda() (instance 8)]::operator ()() const::[lambda(c10::BFloat16) (instance 1)]"
GELU = "at::native::GeluCUDAKernelImpl(at::TensorIteratorBase &, at::native::GeluType)::[lambda() (instance %d)]::operator ()() const::[lambda() (instance 4)]::operator ()() const::[lambda(c10::BFloat16) (instance 1)]"
REDUCE = "void at::native::reduce_kernel<(int)%d, (int)%d, at::native::ReduceOp<%s>>(T3)"

# One kernel of one stage: launches per page, mean duration in ns, spread relative to the mean, name.
DECODE = [
    (6144, 3710, .09, GEMV % 7), (2304, 9650, .55, GEMV % 6), (96, 41200, .02, GEMV % 5),
    (1152, 7420, .05, CUTLASS % "wmma_tensorop_bf16_s161616gemm_bf16_16x16_128x2_tn_align8"),
    (768, 5250, .12, FLASH % ("splitkv_", 64, 64, "(bool)1, (bool)0, (bool)0, (bool)0, (bool)1, (bool)0, (bool)1, (bool)0")),
    (768, 3120, .08, FLASH % ("splitkv_combine_", 64, 64, "(int)4, (int)3, (bool)1")),
    (2304, 1610, .10, VECTORIZED % (4, BINARY % (BF16, BF16, BF16, "MulFunctor<float>"), 3)),
    (2400, 1390, .10, VECTORIZED % (4, "at::native::CUDAFunctor_add<c10::BFloat16>", 3)),
    (3120, 1270, .11, VECTORIZED % (4, COPY_BF16, 2)),
    (1568, 1720, .07, REDUCE % (512, 1, "float, at::native::MeanOps<float, float, float, float>, unsigned int, float, (int)4, (int)4")),
    (1568, 1180, .09, VECTORIZED % (4, "at::native::<unnamed>::pow_tensor_scalar_kernel_impl<float, float>(at::TensorIteratorBase &, T2)::[lambda(float) (instance 1)]", 2)),
    (1568, 1060, .10, VECTORIZED % (4, "at::native::rsqrt_kernel_cuda(at::TensorIteratorBase &)::[lambda() (instance 2)]::operator ()() const::[lambda() (instance 2)]::operator ()() const::[lambda(float) (instance 1)]", 2)),
    (1568, 1330, .08, ELEMENTWISE % (2, BINARY % ("float", "float", "float", "MulFunctor<float>"))),
    (1152, 1480, .10, VECTORIZED % (4, SILU, 2)),
    (1536, 1550, .07, "void at::native::<unnamed>::CatArrayBatchedCopy_vectorized<at::native::<unnamed>::OpaqueType<(unsigned int)2>, unsigned int, (int)3, (int)64, (int)64, (int)16, (int)8>(char *, at::native::<unnamed>::CatArrInputTensorMetadata<T1, T2, T4, T5>, at::native::<unnamed>::TensorSizeStride<T2, (unsigned int)4>, int, T2)"),
    (1536, 1240, .09, ELEMENTWISE % (4, "at::native::neg_kernel_cuda(at::TensorIteratorBase &)::[lambda() (instance 2)]::operator ()() const::[lambda() (instance 8)]::operator ()() const::[lambda(c10::BFloat16) (instance 1)]")),
    (768, 2950, .06, "void at::native::<unnamed>::cunn_SoftMaxForwardSmem<(int)8, float, float, float, at::native::<unnamed>::SoftMaxForwardEpilogue, long>(T4 *, const T2 *, T6)"),
    (768, 4080, .07, "void at::native::sbtopk::gatherTopK<float, unsigned int, (int)2, (bool)0>(at::cuda::detail::TensorInfo<const T1, T2>, T2, T2, bool, T2, T2, at::cuda::detail::TensorInfo<T1, T2>, T2, T2, at::cuda::detail::TensorInfo<long, T2>, T2, T1 *)"),
    (768, 2240, .05, "void at::native::bitonicSortKVInPlace<(int)2, (int)-1, (int)16, (int)16, float, long, at::native::LTOp<float, (bool)1>, unsigned int>(at::cuda::detail::TensorInfo<T5, T8>, T8, T8, T8, at::cuda::detail::TensorInfo<T6, T8>, T8, T7)"),
    (768, 2870, .05, "void at_cuda_detail::cub::DeviceRadixSortSingleTileKernel<at_cuda_detail::cub::DeviceRadixSortPolicy<long, at::cuda::cub::detail::OpaqueType<(int)8>, unsigned long long>::Policy900, (bool)0, long, at::cuda::cub::detail::OpaqueType<(int)8>, unsigned long long, at_cuda_detail::cub::detail::identity_decomposer_t>(const T3 *, T3 *, const T4 *, T4 *, T5, int, int, T6)"),
    (1536, 1890, .12, "void at::native::vectorized_gather_kernel<(int)16, long>(char *, char *, T2 *, int, long, long, long, long, bool)"),
    (32, 12800, .03, REDUCE % (512, 1, "c10::BFloat16, at::native::ArgMaxOps<float>, unsigned int, long, (int)4, (int)4")),
    (64, 2010, .06, "void at::native::index_elementwise_kernel<(int)128, (int)4, void at::native::gpu_index_kernel<void at::native::index_kernel_impl<at::native::OpaqueType<(int)2>>(at::TensorIteratorBase &, c10::ArrayRef<long>, c10::ArrayRef<long>)::[lambda(char *, const char *, long) (instance 1)]>(at::TensorIteratorBase &, c10::ArrayRef<long>, c10::ArrayRef<long>, const T1 &, bool)::[lambda(int) (instance 1)]>(long, T3)"),
    (33, 1120, .08, VECTORIZED % (2, "at::native::CUDAFunctorOnSelf_add<long>", 2)),
    (768, 3380, .04, "void cublasLt::splitKreduce_kernel<(int)32, (int)16, int, float, __nv_bfloat16, float, __nv_bfloat16, (bool)1, (bool)0, (bool)0>(cublasLt::cublasSplitKParams<T6>, const T4 *, const T5 *, T5 *, const T6 *, const T6 *, const T7 *, const T4 *, T7 *, void *, long, T6 *, int *, T6 *, T6 *, const T6 *, const T6 *, const T6 *, const T6 *, const T6 *)"),
    (384, 2160, .07, "triton_per_fused__to_copy_add_mean_mul_pow_rsqrt_3"),
    (384, 1940, .07, "triton_poi_fused_mul_silu_5"),
]
SAM = [
    (48, 118400, .33, CUTLASS % "tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8"),
    (12, 214700, .01, CUTLASS % "tensorop_bf16_s16816gemm_relu_bf16_128x256_32x3_tn_align8"),
    (8, 146300, .02, "fmha_cutlassF_bf16_aligned_64x64_rf_sm80(PyTorchMemEffAttention::AttentionKernel<cutlass::bfloat16_t, cutlass::arch::Sm80, (bool)1, (int)64, (int)64, (int)64, (bool)1, (bool)1>::Params)"),
    (4, 611500, .01, "fmha_cutlassF_bf16_aligned_32x128_gmem_sm80(PyTorchMemEffAttention::AttentionKernel<cutlass::bfloat16_t, cutlass::arch::Sm80, (bool)1, (int)32, (int)128, (int)65536, (bool)1, (bool)1>::Params)"),
    (24, 21800, .03, "void at::native::<unnamed>::vectorized_layer_norm_kernel<c10::BFloat16, float>(int, T2, const T1 *, const T1 *, const T1 *, T2 *, T2 *, T1 *)"),
    (12, 33900, .02, VECTORIZED % (4, GELU % 2, 2)),
    (28, 19300, .21, VECTORIZED % (4, "at::native::CUDAFunctor_add<c10::BFloat16>", 3)),
    (40, 24700, .41, ELEMENTWISE % (4, DIRECT_COPY % (12, BF16))),
    (24, 17600, .09, ELEMENTWISE % (4, "at::native::CUDAFunctor_add<c10::BFloat16>")),
    (2, 88400, .02, "sm80_xmma_fprop_implicit_gemm_bf16bf16_bf16f32_f32_nhwckrsc_nhwc_tilesize128x128x32_stage4_warpsize2x2x1_g1_tensor16x8x16_kernel_cudnn"),
    (1, 131200, .02, "cutlass__5x_cudnn::Kernel<cutlass_tensorop_bf16_s16816fprop_optimized_bf16_128x128_32x4_nhwc_align8>(T1::Params)"),
    (6, 9400, .12, "void cudnn::ops::nchwToNhwcKernel<__nv_bfloat16, __nv_bfloat16, float, (bool)0, (bool)1, (cudnnKernelDataType_t)0>(cudnn::ops::nchw2nhwc_params_t<T3>, const T1 *, T2 *)"),
    (4, 7300, .10, "void cudnn::ops::nhwcToNchwKernel<__nv_bfloat16, __nv_bfloat16, float, (bool)1, (bool)0, (cudnnKernelDataType_t)2>(cudnn::ops::nhwc2nchw_params_t<T3>, const T1 *, T2 *)"),
    (2, 5200, .04, "void at::native::<unnamed>::upsample_bicubic2d_out_frame<float, float>(int, T2, T2, bool, at::GenericPackedTensorAccessor<const T1, (unsigned long)4, at::DefaultPtrTraits, long>, at::GenericPackedTensorAccessor<T1, (unsigned long)4, at::DefaultPtrTraits, long>)"),
    (60, 2350, .15, VECTORIZED % (4, COPY_BF16, 2)),
    (8, 1510, .06, VECTORIZED % (4, "at::native::FillFunctor<c10::BFloat16>", 1)),
]
CLIP = [
    (24, 36700, .02, CUTLASS % "wmma_tensorop_bf16_s161616gemm_bf16_32x32_32x1_tn_align8"),
    (24, 27900, .01, CUTLASS % "tensorop_bf16_s16816gemm_relu_bf16_128x64_32x6_tn_align8"),
    (48, 14100, .04, CUTLASS % "tensorop_bf16_s16816gemm_relu_bf16_64x64_32x6_tn_align8"),
    (24, 11600, .02, FLASH % ("", 64, 64, "(bool)0, (bool)0, (bool)0, (bool)0, (bool)1, (bool)1, (bool)0, (bool)0")),
    (49, 4350, .03, "void at::native::<unnamed>::vectorized_layer_norm_kernel<c10::BFloat16, float>(int, T2, const T1 *, const T1 *, const T1 *, T2 *, T2 *, T1 *)"),
    (24, 3820, .03, VECTORIZED % (4, "at::native::sigmoid_kernel_cuda(at::TensorIteratorBase &)::[lambda() (instance 2)]::operator ()() const::[lambda() (instance 4)]::operator ()() const::[lambda(c10::BFloat16) (instance 1)]", 2)),
    (48, 2760, .05, VECTORIZED % (4, BINARY % (BF16, BF16, BF16, "MulFunctor<float>"), 3)),
    (49, 2480, .05, VECTORIZED % (4, "at::native::CUDAFunctor_add<c10::BFloat16>", 3)),
    (6, 1690, .08, VECTORIZED % (4, COPY_BF16, 2)),
]
PROJECTOR = [
    (1, 28640, 0, CUTLASS % "wmma_tensorop_bf16_s161616gemm_bf16_32x32_64x1_tn_align8"),
    (1, 1664, 0, VECTORIZED % (4, COPY_BF16, 2)),
]
PREFILL_OWN = [
    (1420, 7950, .28, CUTLASS % "wmma_tensorop_bf16_s161616gemm_bf16_32x32_128x2_tn_align8"),
    (96, 38600, .06, "ampere_bf16_s16816gemm_bf16_128x64_ldg8_f2f_stages_64x3_tn"),
    (24, 61200, .05, "ampere_bf16_s16816gemm_bf16_256x128_ldg8_f2f_stages_64x3_tn"),
    (24, 24300, .02, "nvjet_sm120_tst_mma_128x64x64_4_64x16x64_tmaAB_bz_TNT"),
    (24, 26500, .02, FLASH % ("", 128, 128, "(bool)0, (bool)1, (bool)0, (bool)0, (bool)1, (bool)1, (bool)0, (bool)0")),
    (49, 9900, .04, REDUCE % (512, 1, "float, at::native::MeanOps<float, float, float, float>, unsigned int, float, (int)4, (int)4")),
    (49, 5600, .05, VECTORIZED % (4, "at::native::<unnamed>::pow_tensor_scalar_kernel_impl<float, float>(at::TensorIteratorBase &, T2)::[lambda(float) (instance 1)]", 2)),
    (98, 4700, .10, UNROLLED % (DIRECT_COPY % (7, "float"))),
    (98, 6200, .09, ELEMENTWISE % (2, BINARY % ("float", "float", "float", "MulFunctor<float>"))),
    (720, 1520, .09, VECTORIZED % (4, SILU, 2)),
    (744, 1750, .11, VECTORIZED % (4, BINARY % (BF16, BF16, BF16, "MulFunctor<float>"), 3)),
    (1416, 2050, .17, "void at::native::indexFuncLargeIndex<c10::BFloat16, long, unsigned int, (int)2, (int)2, (int)-2, (bool)1, at::native::ReduceAdd>(at::cuda::detail::TensorInfo<T1, T3>, at::cuda::detail::TensorInfo<const T1, T3>, at::cuda::detail::TensorInfo<const T2, T3>, int, int, T3, T3, long, long, const T6 &, T1)"),
    (720, 1980, .08, "void at::native::vectorized_gather_kernel<(int)16, long>(char *, char *, T2 *, int, long, long, long, long, bool)"),
    (23, 15400, .03, "void at::native::sbtopk::gatherTopK<float, unsigned int, (int)2, (bool)0>(at::cuda::detail::TensorInfo<const T1, T2>, T2, T2, bool, T2, T2, at::cuda::detail::TensorInfo<T1, T2>, T2, T2, at::cuda::detail::TensorInfo<long, T2>, T2, T1 *)"),
    (23, 9100, .03, "void at::native::<unnamed>::cunn_SoftMaxForwardSmem<(int)8, float, float, float, at::native::<unnamed>::SoftMaxForwardEpilogue, long>(T4 *, const T2 *, T6)"),
    (48, 5300, .05, "void at::native::<unnamed>::CatArrayBatchedCopy_vectorized<at::native::<unnamed>::OpaqueType<(unsigned int)2>, unsigned int, (int)3, (int)64, (int)64, (int)16, (int)8>(char *, at::native::<unnamed>::CatArrInputTensorMetadata<T1, T2, T4, T5>, at::native::<unnamed>::TensorSizeStride<T2, (unsigned int)4>, int, T2)"),
    (1, 43800, 0, "void at::native::<unnamed>::indexSelectLargeIndex<c10::BFloat16, long, unsigned int, (int)2, (int)2, (int)-2, (bool)1>(at::cuda::detail::TensorInfo<T1, T3>, at::cuda::detail::TensorInfo<const T1, T3>, at::cuda::detail::TensorInfo<const T2, T3>, int, int, T3, T3, long)"),
    (2, 3900, .02, "void at::native::tensor_kernel_scan_innermost_dim<long, std::plus<long>>(T1 *, const T1 *, unsigned int, unsigned int, unsigned int, T1, T2)"),
    (1, 52100, 0, CUTLASS % "tensorop_bf16_s16816gemm_relu_bf16_64x64_64x5_tn_align8"),
]
# What the combined capture alone holds: loading and warming up the model.
WARM_UP = [
    (310, 8400, .60, "void at::native::<unnamed>::distribution_elementwise_grid_stride_kernel<float, (int)4, void at::native::templates::cuda::uniform_and_transform<float, float, at::CUDAGeneratorImpl *, void at::native::templates::cuda::uniform_kernel<at::CUDAGeneratorImpl *>(at::TensorIteratorBase &, double, double, T1)::[lambda() (instance 1)]::operator ()() const::[lambda() (instance 2)]::operator ()() const::[lambda(float) (instance 1)]>(at::TensorIteratorBase &, T3, T4)::[lambda(curandStatePhilox4_32_10 *) (instance 1)], void at::native::<unnamed>::distribution_nullary_kernel<float, float, float4, at::CUDAGeneratorImpl *, T2, T3>(at::TensorIteratorBase &, T4, const T5 &, T6)::[lambda(int, float) (instance 1)]>(long, at::PhiloxCudaState, T4, T5)"),
    (420, 31900, .70, VECTORIZED % (4, "at::native::FillFunctor<float>", 1)),
]


# What a newer torch changed in the candidate: names, times of a call, numbers of calls.
RENAMED = [("wmma_tensorop_bf16_s161616gemm_bf16_16x16_128x2_tn_align8", "wmma_tensorop_bf16_s161616gemm_bf16_32x32_128x2_tn_align8"),
           ("<(int)64, (int)64, (int)128, (int)4,", "<(int)64, (int)128, (int)128, (int)4,"),
           ("triton_per_fused__to_copy_add_mean_mul_pow_rsqrt_3", "triton_per_fused__to_copy_add_mean_mul_pow_rsqrt_2")]
FASTER = [("gemvx::kernel", ", (int)7, ", .90), ("s161616gemm_bf16_16x16_128x2", "", .78), ("triton_poi_fused_mul_silu", "", .93)]
SLOWER = [("flash_fwd_splitkv_kernel", "", 1.24), ("gatherTopK", "", 1.11)]
GONE = ["rsqrt_kernel_cuda", "index_elementwise_kernel"]
ADDED = [(1568, 1010, .09, "void at::native::<unnamed>::vectorized_layer_norm_kernel<c10::BFloat16, float, (bool)1>(int, T2, const T1 *, const T1 *, const T1 *, T2 *, T2 *, T1 *)")]


def later(kernels):
    """The same kernels in the candidate."""
    changed = []
    for count, mean, spread, name in kernels:
        if any(word in name for word in GONE):
            continue
        for first, second, factor in FASTER + SLOWER:
            if first in name and second in name:
                mean *= factor
        count = count * 3 // 4 if "neg_kernel" in name else count
        for old, new in RENAMED:
            name = name.replace(old, new)
        changed.append((count, mean * .996, spread, name))
    return changed


def draw(rng, kernels, launches):
    for count, mean, spread, name in kernels:
        for _ in range(count):
            ns = max(TICK_NS, round(rng.gauss(mean, mean * spread) if spread < .3 else mean * rng.lognormvariate(-spread ** 2 / 2, spread)))
            launches.setdefault(name, []).append(ns // TICK_NS * TICK_NS + rng.choice((0, 0, 0, 1)))
    return launches


def write_table(path, launches):
    everything = sum(map(sum, launches.values()))
    lines = [HEADINGS]
    for name, ns in sorted(launches.items(), key=lambda item: -sum(item[1])):
        deviation = statistics.stdev(ns) if len(ns) > 1 else 0
        cell = '"' + name.replace('"', '""') + '"' if "," in name else name
        lines.append(f"{100 * sum(ns) / everything:.1f},{sum(ns)},{len(ns)},{sum(ns) / len(ns):.1f},{statistics.median(ns):.1f},"
                     f"{min(ns)},{max(ns)},{deviation:.1f},{cell}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_stage(folder, launches, capture, run):
    (folder / "nsys").mkdir(parents=True, exist_ok=True)
    write_table(folder / "nsys" / "summary_cuda_gpu_kern_sum.csv", launches)
    gate = f"--capture-range=nvtx --capture-range-end=stop --nvtx-capture={capture} " if capture else ""
    place = f"per-stage/{capture}" if capture else "all-stage"
    (folder / "nsys" / "cmd.txt").write_text(
        f"nsys profile --trace=cuda,nvtx {gate}-o tmp/nsys-profile/{run['label']}/{place}/nsys/run "
        "python -m ocr_bench.profile device=cuda:0 infer.max_new_tokens=32 dataset.sampling.num_samples=8\n", encoding="utf-8")
    (folder / "env.json").write_text(json.dumps(
        {"gpu": "NVIDIA GeForce RTX 4090", "cuda": run["cuda"], "torch": run["torch"], "transformers": "4.48.0"}, indent=2) + "\n",
        encoding="utf-8")


def write_run(where, seed, run, change):
    decode = change(DECODE) + (ADDED if change is later else [])
    prefill = change(PREFILL_OWN + SAM + CLIP + PROJECTOR)
    stages = {"prefill": prefill, "decode": decode, "sam": change(SAM), "clip": change(CLIP), "projector": change(PROJECTOR)}
    rng = random.Random(seed)
    for stage, kernels in stages.items():
        write_stage(where / "per-stage" / stage, draw(rng, kernels, {}), stage, run)
    combined = draw(rng, WARM_UP, {})
    for _ in range(PAGES):
        draw(rng, prefill + decode, combined)
    write_stage(where / "all-stage", combined, "", run)


write_run(HERE, 20260115, {"label": "20260115-093000", "cuda": "12.6", "torch": "2.6.0+cu126"}, lambda kernels: kernels)
write_run(HERE.parent / "sample-candidate", 20260302, {"label": "20260302-141500", "cuda": "12.8", "torch": "2.7.1+cu128"}, later)
