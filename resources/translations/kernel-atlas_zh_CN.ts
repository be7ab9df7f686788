<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>The language of the window from the next start on</source>
        <translation>窗口的语言，从下次启动起生效</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open the &amp;sample run</source>
        <translation>打开示例运行(&amp;S)</translation>
    </message>
    <message>
        <source>A small run with invented timings, to look around</source>
        <translation>一个计时为虚构的小型运行，供熟悉界面之用</translation>
    </message>
    <message>
        <source>Open &amp;catalog…</source>
        <translation>打开清单(&amp;C)…</translation>
    </message>
    <message>
        <source>Review into an existing kernels.yaml; what you set so far is kept</source>
        <translation>审阅结果写入现有的 kernels.yaml；此前的设置会保留</translation>
    </message>
    <message>
        <source>&amp;Publish…</source>
        <translation>发布(&amp;P)…</translation>
    </message>
    <message>
        <source>See and write the changes to the catalog</source>
        <translation>查看并写入对清单的更改</translation>
    </message>
    <message>
        <source>Close r&amp;un</source>
        <translation>关闭运行(&amp;U)</translation>
    </message>
    <message>
        <source>Back to the start page</source>
        <translation>返回起始页</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Leave the program</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>收回上一次更改</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Do it again</source>
        <translation>重新执行</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the selected rows, exact numbers, as tab-separated text (Ctrl+C in the table)</source>
        <translation>以制表符分隔的文本复制选中的行，数值精确（在表格中按 Ctrl+C）</translation>
    </message>
    <message>
        <source>&amp;Edit fields</source>
        <translation>编辑字段(&amp;E)</translation>
    </message>
    <message>
        <source>Go to the fields of the current kernel (E in the table)</source>
        <translation>转到当前核函数的字段（在表格中按 E）</translation>
    </message>
    <message>
        <source>&amp;Set a field of the selected…</source>
        <translation>为选中项设置字段(&amp;S)…</translation>
    </message>
    <message>
        <source>Give many kernels the same value, after a preview of every change</source>
        <translation>给多个核函数设置相同的值，事先预览每一处更改</translation>
    </message>
    <message>
        <source>Find and re&amp;place…</source>
        <translation>查找和替换(&amp;P)…</translation>
    </message>
    <message>
        <source>Change part of many names and descriptions, after a preview of every change</source>
        <translation>更改多个名称和说明中的一部分，事先预览每一处更改</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>Filter by text or /regex/</source>
        <translation>按文本或 /正则表达式/ 筛选</translation>
    </message>
    <message>
        <source>&amp;Accept and next</source>
        <translation>接受并转到下一个(&amp;A)</translation>
    </message>
    <message>
        <source>Pin the six values as they are and go on (Enter in the table, Ctrl+Enter in a field)</source>
        <translation>将六个值按现状固定并继续（在表格中按 Enter，在字段中按 Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Review &amp;family…</source>
        <translation>审阅同族核函数(&amp;F)…</translation>
    </message>
    <message>
        <source>What differs among kernels that belong together, and accept them as one step (Shift+Enter in the table)</source>
        <translation>查看同族核函数之间的差异，并一步全部接受（在表格中按 Shift+Enter）</translation>
    </message>
    <message>
        <source>Needs &amp;work</source>
        <translation>需要修改(&amp;W)</translation>
    </message>
    <message>
        <source>Leave the selected kernels for later, marked (X in the table)</source>
        <translation>将选中的核函数作上标记，留待以后处理（在表格中按 X）</translation>
    </message>
    <message>
        <source>&amp;Unreviewed again</source>
        <translation>恢复为未审阅(&amp;U)</translation>
    </message>
    <message>
        <source>Take the state of the selected kernels back (U in the table)</source>
        <translation>收回选中核函数的状态（在表格中按 U）</translation>
    </message>
    <message>
        <source>Pick or &amp;leave out</source>
        <translation>选入或排除(&amp;L)</translation>
    </message>
    <message>
        <source>Bring the selected kernels into the catalog, or keep them out (Space in the table)</source>
        <translation>将选中的核函数放入清单，或排除在外（在表格中按空格键）</translation>
    </message>
    <message>
        <source>&amp;Next unreviewed</source>
        <translation>下一个未审阅(&amp;N)</translation>
    </message>
    <message>
        <source>The next one of the selection by time (N in the table)</source>
        <translation>选定范围内按时间排列的下一个（在表格中按 N）</translation>
    </message>
    <message>
        <source>&amp;Previous unreviewed</source>
        <translation>上一个未审阅(&amp;P)</translation>
    </message>
    <message>
        <source>The one before (P in the table)</source>
        <translation>前面的那一个（在表格中按 P）</translation>
    </message>
    <message>
        <source>Next &amp;similar</source>
        <translation>下一个相似的(&amp;S)</translation>
    </message>
    <message>
        <source>The next kernel whose name differs only in numbers or types (S in the table)</source>
        <translation>下一个仅在数字或类型上名称不同的核函数（在表格中按 S）</translation>
    </message>
    <message>
        <source>Take all &amp;earlier decisions</source>
        <translation>采用所有以前的决定(&amp;E)</translation>
    </message>
    <message>
        <source>For each unreviewed kernel what was decided of the same name before; one step that can be undone</source>
        <translation>对每个未审阅的核函数，采用以前对同名核函数的决定；一步完成，可以撤销</translation>
    </message>
    <message>
        <source>Take new &amp;readings…</source>
        <translation>采用新的识别结果(&amp;R)…</translation>
    </message>
    <message>
        <source>What a machine wrote into the catalog and the rules read otherwise now; look first, then take</source>
        <translation>由机器写入清单、而规则现在识别结果不同的内容；先查看，再采用</translation>
    </message>
    <message>
        <source>Decide &amp;conflicts…</source>
        <translation>解决冲突(&amp;C)…</translation>
    </message>
    <message>
        <source>git left conflict markers in the catalog</source>
        <translation>git 在清单中留下了冲突标记</translation>
    </message>
    <message>
        <source>&amp;Memory</source>
        <translation>记忆库(&amp;M)</translation>
    </message>
    <message>
        <source>Catalogs whose decisions are offered for the same and for similar kernels</source>
        <translation>为相同和相似的核函数提供以往决定的清单</translation>
    </message>
    <message>
        <source>Next &amp;table</source>
        <translation>下一个表格(&amp;T)</translation>
    </message>
    <message>
        <source>Show the next table</source>
        <translation>显示下一个表格</translation>
    </message>
    <message>
        <source>Previous t&amp;able</source>
        <translation>上一个表格(&amp;A)</translation>
    </message>
    <message>
        <source>Show the table before</source>
        <translation>显示上一个表格</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>下一个窗格(&amp;P)</translation>
    </message>
    <message>
        <source>Tables, filter, kernels, fields, below</source>
        <translation>依次为：表格标签、筛选、核函数、字段、下方面板</translation>
    </message>
    <message>
        <source>Previous pa&amp;ne</source>
        <translation>上一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>The same, backwards</source>
        <translation>同上，方向相反</translation>
    </message>
    <message>
        <source>&amp;Sort and filter again</source>
        <translation>重新排序和筛选(&amp;S)</translation>
    </message>
    <message>
        <source>After edits, which leave the order alone</source>
        <translation>用于编辑之后；编辑本身不改变顺序</translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>更改(&amp;C)</translation>
    </message>
    <message>
        <source>What publishing would write</source>
        <translation>发布时将写入的内容</translation>
    </message>
    <message>
        <source>Pro&amp;blems</source>
        <translation>问题(&amp;B)</translation>
    </message>
    <message>
        <source>What was odd in the files that were read</source>
        <translation>读取的文件中的异常之处</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>历史(&amp;I)</translation>
    </message>
    <message>
        <source>All steps, and back or forward to any of them</source>
        <translation>所有步骤，可以退回或前进到其中任何一步</translation>
    </message>
    <message>
        <source>Show kernel &amp;details</source>
        <translation>显示核函数详情(&amp;D)</translation>
    </message>
    <message>
        <source>The kernel at the right</source>
        <translation>右侧的核函数面板</translation>
    </message>
    <message>
        <source>Show changes, problems and history belo&amp;w</source>
        <translation>在下方显示更改、问题和历史(&amp;W)</translation>
    </message>
    <message>
        <source>The tabs under the table</source>
        <translation>表格下方的标签页</translation>
    </message>
    <message>
        <source>&amp;New rule from this kernel…</source>
        <translation>根据此核函数新建规则(&amp;N)…</translation>
    </message>
    <message>
        <source>Write a rule of your own, with what it would change in this run</source>
        <translation>编写自己的规则，并查看它会在此运行中改变什么</translation>
    </message>
    <message>
        <source>&amp;Packs…</source>
        <translation>规则包(&amp;P)…</translation>
    </message>
    <message>
        <source>Switch rule packs, see their findings, compare two of them</source>
        <translation>切换规则包，查看其检查结果，比较两个规则包</translation>
    </message>
    <message>
        <source>&amp;Reload packs</source>
        <translation>重新加载规则包(&amp;R)</translation>
    </message>
    <message>
        <source>Read the pack files again; they are also read when they change</source>
        <translation>重新读取规则包文件；文件更改时也会自动读取</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审阅(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>R&amp;ules</source>
        <translation>规则(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Kernel Atlas</source>
        <translation>关于 Kernel Atlas(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>&amp;Reopen the last run at start</source>
        <translation>启动时重新打开上次的运行(&amp;R)</translation>
    </message>
    <message>
        <source>A start without a run opens the one that was open last, as it was left</source>
        <translation>不指定运行而启动时，按离开时的样子打开上次打开的运行</translation>
    </message>
    <message>
        <source>All keys in one list, to look at and to change</source>
        <translation>在一个列表中查看和更改所有按键</translation>
    </message>
    <message>
        <source>&amp;Handbook</source>
        <translation>手册(&amp;H)</translation>
    </message>
    <message>
        <source>Every task step by step, every message with its cure; offline</source>
        <translation>每项任务的步骤、每条消息的处理办法；无需联网</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a profiling run, a repository, one file of tables or launches, or a catalog</source>
        <translation>打开性能分析运行、仓库、单个表或启动记录文件，或清单</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>放大文字(&amp;L)</translation>
    </message>
    <message>
        <source>All text of the window larger</source>
        <translation>放大窗口中的所有文字</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>缩小文字(&amp;M)</translation>
    </message>
    <message>
        <source>All text of the window smaller</source>
        <translation>缩小窗口中的所有文字</translation>
    </message>
    <message>
        <source>&amp;Usual text size</source>
        <translation>常用文字大小(&amp;U)</translation>
    </message>
    <message>
        <source>All text of the window as large as in other programs</source>
        <translation>窗口中的所有文字与其他程序一样大</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>The window without frame over the whole screen</source>
        <translation>无边框窗口占满整个屏幕</translation>
    </message>
</context>
<context>
    <name>Appearance</name>
    <message>
        <source>Friendly name</source>
        <translation>易读名称</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Generic</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Tiled</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>catalog</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>自定</translation>
    </message>
    <message>
        <source>Read from the raw name by a rule.</source>
        <translation>由规则从原始名称中识别得出。</translation>
    </message>
    <message>
        <source>From the catalog as it was opened.</source>
        <translation>来自打开时的清单。</translation>
    </message>
    <message>
        <source>Set by you; not yet published.</source>
        <translation>由您设置；尚未发布。</translation>
    </message>
    <message>
        <source>unreviewed</source>
        <translation>未审阅</translation>
    </message>
    <message>
        <source>needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Nobody has looked at it yet.</source>
        <translation>尚无人查看。</translation>
    </message>
    <message>
        <source>Somebody looked at it and left it for later.</source>
        <translation>有人看过，留待以后处理。</translation>
    </message>
    <message>
        <source>The six values are as they should be, and stay so.</source>
        <translation>六个值均正确，保持不变。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>Guess</source>
        <translation>推测</translation>
    </message>
    <message>
        <source>not selected</source>
        <translation>未选入</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>已选入</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>手动选入</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Not selected: publishing does not add it to the catalog.</source>
        <translation>未选入：发布时不会将其加入清单。</translation>
    </message>
    <message>
        <source>Selected: publishing brings it into the catalog.</source>
        <translation>已选入：发布时会将其放入清单。</translation>
    </message>
    <message>
        <source>Picked by hand: publishing brings it into the catalog.</source>
        <translation>手动选入：发布时会将其放入清单。</translation>
    </message>
    <message>
        <source>Left out by hand: publishing does not add it to the catalog.</source>
        <translation>手动排除：发布时不会将其加入清单。</translation>
    </message>
</context>
<context>
    <name>ComparisonTable</name>
    <message>
        <source>How the two kernels were paired</source>
        <translation>两个核函数的配对方式</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Reviewed name where there is one</source>
        <translation>有审阅过的名称时显示该名称</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Total time in the baseline, per iteration when the multiplier is not 1</source>
        <translation>基准中的总时间；倍数不为 1 时为每次迭代的时间</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Total time in the candidate, per iteration when the multiplier is not 1</source>
        <translation>候选中的总时间；倍数不为 1 时为每次迭代的时间</translation>
    </message>
    <message>
        <source>Δ total</source>
        <translation>Δ 总计</translation>
    </message>
    <message>
        <source>Candidate − baseline; sorts by size</source>
        <translation>候选 − 基准；按绝对值排序</translation>
    </message>
    <message>
        <source>Δ total: left is less, right is more</source>
        <translation>Δ 总计：向左为减少，向右为增加</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Change of the mean time of one call; in brackets when refused</source>
        <translation>单次调用平均时间的变化；不予判定时置于括号中</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区间</translation>
    </message>
    <message>
        <source>Of that change in percent, with the noise between runs</source>
        <translation>上述变化的区间，以百分比表示，含各次运行之间的噪声</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>What may be concluded</source>
        <translation>可以得出的结论</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Calls as the files have them, baseline → candidate</source>
        <translation>文件中的调用次数，基准 → 候选</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Where the kernel&apos;s code comes from</source>
        <translation>核函数代码的出处</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Kind of operation</source>
        <translation>运算的种类</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Why there is no verdict, badges, what would decide</source>
        <translation>没有结论的原因、标记，以及怎样才能得出结论</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>条形图</translation>
    </message>
    <message>
        <source>Pairing</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>%1: calls %2, speed %3. Right opens the group, Left closes it.</source>
        <translation>%1：调用 %2，速度 %3。向右键展开该组，向左键折叠。</translation>
    </message>
    <message>
        <source>%1 ns: calls %2, speed %3</source>
        <translation>%1 ns：调用 %2，速度 %3</translation>
    </message>
    <message>
        <source>%1: calls %2, speed %3. Left opens the group, Right closes it.</source>
        <translation>%1：调用 %2，速度 %3。向左键展开该组，向右键折叠。</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>slower</source>
        <translation>变慢</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>变快</translation>
    </message>
    <message>
        <source>equivalent</source>
        <translation>相当</translation>
    </message>
    <message>
        <source>inconclusive</source>
        <translation>无定论</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>不予判定</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>not observed</source>
        <translation>未观测到</translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>不可比较</translation>
    </message>
    <message>
        <source>iterations not known</source>
        <translation>迭代次数未知</translation>
    </message>
    <message>
        <source>inconsistent row</source>
        <translation>行内数据不一致</translation>
    </message>
    <message>
        <source>incomplete row</source>
        <translation>行不完整</translation>
    </message>
    <message>
        <source>calls changed</source>
        <translation>调用次数改变</translation>
    </message>
    <message>
        <source>single sample</source>
        <translation>仅一个样本</translation>
    </message>
    <message>
        <source>not in every run</source>
        <translation>并非每次运行都有</translation>
    </message>
    <message>
        <source>interval unbounded</source>
        <translation>区间无界</translation>
    </message>
    <message>
        <source>mean over several shapes</source>
        <translation>多种形状的平均值</translation>
    </message>
    <message>
        <source>few samples</source>
        <translation>样本过少</translation>
    </message>
    <message>
        <source>below timer resolution</source>
        <translation>低于计时器分辨率</translation>
    </message>
    <message>
        <source>mean and median disagree</source>
        <translation>平均值与中位数不一致</translation>
    </message>
    <message>
        <source>uncertain mean</source>
        <translation>平均值不确定</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>in the selection</source>
        <translation>在选定范围内</translation>
    </message>
    <message>
        <source>not in it</source>
        <translation>不在其中</translation>
    </message>
    <message>
        <source>no wall time</source>
        <translation>没有墙钟时间</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>others&apos; speed</source>
        <translation>其他的速度</translation>
    </message>
    <message>
        <source>Time of an iteration by stage and op</source>
        <translation>按阶段和算子划分的一次迭代时间</translation>
    </message>
    <message>
        <source>Time of an iteration by stage and library</source>
        <translation>按阶段和库划分的一次迭代时间</translation>
    </message>
    <message>
        <source>How much of the time the kernels cover, from the largest down</source>
        <translation>核函数从大到小累计覆盖的时间</translation>
    </message>
    <message>
        <source>Launches of an iteration by stage</source>
        <translation>按阶段划分的一次迭代启动次数</translation>
    </message>
    <message>
        <source>How busy the GPU was, by stage</source>
        <translation>各阶段的 GPU 繁忙程度</translation>
    </message>
    <message>
        <source>How the total becomes the other</source>
        <translation>总计如何由一方变为另一方</translation>
    </message>
    <message>
        <source>Differences in total time</source>
        <translation>总时间的差异</translation>
    </message>
    <message>
        <source>Distribution of one call on both sides</source>
        <translation>双方单次调用时间的分布</translation>
    </message>
    <message>
        <source>looking for kernel tables</source>
        <translation>正在查找核函数表格</translation>
    </message>
    <message>
        <source>reading kernel names</source>
        <translation>正在识别核函数名称</translation>
    </message>
    <message>
        <source>preparing the tables</source>
        <translation>正在准备表格</translation>
    </message>
    <message>
        <source>pairing kernels</source>
        <translation>正在配对核函数</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>capture range</source>
        <translation>采集范围</translation>
    </message>
    <message>
        <source>%1 of %2 kernels shown</source>
        <translation>显示 %2 个核函数中的 %1 个</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>其他 %1 个</translation>
    </message>
    <message>
        <source>axis begins at %1</source>
        <translation>坐标轴从 %1 开始</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Time by stage and op</source>
        <translation>按阶段和算子划分的时间</translation>
    </message>
    <message>
        <source>Time by stage and library</source>
        <translation>按阶段和库划分的时间</translation>
    </message>
    <message>
        <source>Launches by stage</source>
        <translation>按阶段划分的启动次数</translation>
    </message>
    <message>
        <source>sum of %1</source>
        <translation>%1 之和</translation>
    </message>
    <message>
        <source>%1 × (%2), %3 explained</source>
        <translation>%1 × (%2)，可解释 %3</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>1 iteration</source>
        <translation>1 次迭代</translation>
    </message>
    <message>
        <source>%1 iterations</source>
        <translation>%1 次迭代</translation>
    </message>
    <message>
        <source>1 kernel</source>
        <translation>1 个核函数</translation>
    </message>
    <message>
        <source>%1 kernels</source>
        <translation>%1 个核函数</translation>
    </message>
    <message>
        <source>no verdicts: %1</source>
        <translation>没有结论：%1</translation>
    </message>
    <message>
        <source>the runs are from different GPUs (%1 and %2)</source>
        <translation>两次运行来自不同的 GPU（%1 与 %2）</translation>
    </message>
    <message>
        <source>only %1 of %2 kernels are in both tables</source>
        <translation>%2 个核函数中只有 %1 个同时在两个表格中</translation>
    </message>
    <message>
        <source>both tables hold no kernels</source>
        <translation>两个表格都不含核函数</translation>
    </message>
    <message>
        <source>both tables list only part of the kernels</source>
        <translation>两个表格都只列出部分核函数</translation>
    </message>
    <message>
        <source>the baseline&apos;s table holds no kernels</source>
        <translation>基准的表格不含核函数</translation>
    </message>
    <message>
        <source>the baseline&apos;s table lists only part of the kernels</source>
        <translation>基准的表格只列出部分核函数</translation>
    </message>
    <message>
        <source>the baseline&apos;s table was rounded by its unit, the other was not</source>
        <translation>基准的表格因其单位而被舍入，另一个没有</translation>
    </message>
    <message>
        <source>the candidate&apos;s table holds no kernels</source>
        <translation>候选的表格不含核函数</translation>
    </message>
    <message>
        <source>the candidate&apos;s table lists only part of the kernels</source>
        <translation>候选的表格只列出部分核函数</translation>
    </message>
    <message>
        <source>the candidate&apos;s table was rounded by its unit, the other was not</source>
        <translation>候选的表格因其单位而被舍入，另一个没有</translation>
    </message>
    <message>
        <source>no kernel is in both tables, so iterations cannot be compared</source>
        <translation>没有核函数同时在两个表格中，因此无法比较迭代次数</translation>
    </message>
    <message>
        <source>no multiplier: the numbers of calls have no one ratio. Ratios: %1</source>
        <translation>没有倍数：调用次数没有统一的比值。比值：%1</translation>
    </message>
    <message>
        <source>%1 (1 kernel</source>
        <translation>%1（1 个核函数</translation>
    </message>
    <message>
        <source>%1 (%2 kernels</source>
        <translation>%1（%2 个核函数</translation>
    </message>
    <message>
        <source>%1 of the shared time) and %2 more</source>
        <translation>占共有时间的 %1）以及另外 %2 个</translation>
    </message>
    <message>
        <source>%1 of the shared time)</source>
        <translation>占共有时间的 %1）</translation>
    </message>
    <message>
        <source>compare the stages instead</source>
        <translation>请改为比较各阶段</translation>
    </message>
    <message>
        <source>multiplier %1: %2 of %3 shared kernels have that ratio of calls</source>
        <translation>倍数 %1：%3 个共有核函数中有 %2 个的调用次数符合此比值</translation>
    </message>
    <message>
        <source>calls and times of the baseline are divided by %1</source>
        <translation>基准的调用次数和时间已除以 %1</translation>
    </message>
    <message>
        <source>calls and times of the candidate are divided by %1</source>
        <translation>候选的调用次数和时间已除以 %1</translation>
    </message>
    <message>
        <source>the unit is the run mean, so the noise between runs is in every interval</source>
        <translation>以各次运行的平均值为单位，因此每个区间都已包含运行间的噪声</translation>
    </message>
    <message>
        <source>noise between runs %1 (assumed: fewer than 8 steady kernels in both)</source>
        <translation>运行间噪声 %1（假定值：双方共有的稳定核函数少于 8 个）</translation>
    </message>
    <message>
        <source>noise between runs %1 and drift %2, from %3 steady kernels</source>
        <translation>运行间噪声 %1，漂移 %2，由 %3 个稳定核函数得出</translation>
    </message>
    <message>
        <source>the timer counts in steps of %1</source>
        <translation>计时器的步长为 %1</translation>
    </message>
    <message>
        <source>the timer&apos;s resolution is not known</source>
        <translation>计时器的分辨率未知</translation>
    </message>
    <message>
        <source>%1 is taken</source>
        <translation>取 %1</translation>
    </message>
    <message>
        <source>the GPUs are not known</source>
        <translation>双方的 GPU 未知</translation>
    </message>
    <message>
        <source>the baseline&apos;s GPU is not known</source>
        <translation>基准的 GPU 未知</translation>
    </message>
    <message>
        <source>the candidate&apos;s GPU is not known</source>
        <translation>候选的 GPU 未知</translation>
    </message>
    <message>
        <source>taken to be the same</source>
        <translation>视为相同</translation>
    </message>
    <message>
        <source>only in the baseline: %1</source>
        <translation>仅在基准中：%1</translation>
    </message>
    <message>
        <source>only in the candidate: %1</source>
        <translation>仅在候选中：%1</translation>
    </message>
    <message>
        <source>%1 of %2 rows tested, %3 refused</source>
        <translation>%2 行中检验了 %1 行，%3 行不予判定</translation>
    </message>
    <message>
        <source>1 pair: %1</source>
        <translation>1 对：%1</translation>
    </message>
    <message>
        <source>%1 pairs: %2</source>
        <translation>%1 对：%2</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <translation>%1 对</translation>
    </message>
    <message>
        <source>%1 same name</source>
        <translation>%1 对同名</translation>
    </message>
    <message>
        <source>%1 renamed</source>
        <translation>%1 对改名</translation>
    </message>
    <message>
        <source>%1 likely replaced</source>
        <translation>%1 对可能被替换</translation>
    </message>
    <message>
        <source>%1 paired by hand</source>
        <translation>%1 对手动配对</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 个新增</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 个移除</translation>
    </message>
    <message>
        <source>%1 not observed</source>
        <translation>%1 个未观测到</translation>
    </message>
    <message>
        <source>%1 (decided)</source>
        <translation>%1（已确定）</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>likely replaced</source>
        <translation>可能被替换</translation>
    </message>
    <message>
        <source>paired by hand</source>
        <translation>手动配对</translation>
    </message>
    <message>
        <source>mean and median disagree (median %1)</source>
        <translation>平均值与中位数不一致（中位数 %1）</translation>
    </message>
    <message>
        <source>uncertain mean (median %1)</source>
        <translation>平均值不确定（中位数 %1）</translation>
    </message>
    <message>
        <source>threshold %1 or %2 × the calls would decide</source>
        <translation>阈值 %1 或 %2 倍的调用次数即可判定</translation>
    </message>
    <message>
        <source>threshold %1 would decide</source>
        <translation>阈值 %1 即可判定</translation>
    </message>
    <message>
        <source>%1 × the calls would decide</source>
        <translation>%1 倍的调用次数即可判定</translation>
    </message>
    <message>
        <source>more runs a side would decide</source>
        <translation>每一方再多几次运行即可判定</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>[unbounded]</source>
        <translation>[无界]</translation>
    </message>
    <message>
        <source>Fieller&apos;s interval, ν %1, p %2, adjusted p %3, noise between runs %4, threshold %5</source>
        <translation>Fieller 区间，ν %1，p %2，校正后 p %3，运行间噪声 %4，阈值 %5</translation>
    </message>
    <message>
        <source>Fieller&apos;s interval, ν %1, p %2, adjusted p %3, threshold %4</source>
        <translation>Fieller 区间，ν %1，p %2，校正后 p %3，阈值 %4</translation>
    </message>
    <message>
        <source>Welch&apos;s test on the log ratio, ν %1, p %2, adjusted p %3, noise between runs %4, threshold %5</source>
        <translation>对数比的 Welch 检验，ν %1，p %2，校正后 p %3，运行间噪声 %4，阈值 %5</translation>
    </message>
    <message>
        <source>Welch&apos;s test on the log ratio, ν %1, p %2, adjusted p %3, threshold %4</source>
        <translation>对数比的 Welch 检验，ν %1，p %2，校正后 p %3，阈值 %4</translation>
    </message>
    <message>
        <source>beside the whole run&apos;s drift %1</source>
        <translation>除去整个运行的漂移后为 %1</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>中位数 %1</translation>
    </message>
    <message>
        <source>%1 · %2 → %3 · %4 (calls %5, speed %6)</source>
        <translation>%1 · %2 → %3 · %4（调用 %5，速度 %6）</translation>
    </message>
    <message>
        <source>%1: %2 an iteration, %3 of the stage, %4 launches of 1 kernel</source>
        <translation>%1：每次迭代 %2，占该阶段的 %3，1 个核函数启动 %4 次</translation>
    </message>
    <message>
        <source>%1: %2 an iteration, %3 of the stage, %4 launches of %5 kernels</source>
        <translation>%1：每次迭代 %2，占该阶段的 %3，%5 个核函数启动 %4 次</translation>
    </message>
    <message>
        <source>%1: %2 launches an iteration, %3 each on average</source>
        <translation>%1：每次迭代启动 %2 次，平均每次 %3</translation>
    </message>
    <message>
        <source>%1: %2 launches, %3 each on average</source>
        <translation>%1：启动 %2 次，平均每次 %3</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the stage, %4 launches of 1 kernel</source>
        <translation>%1：%2，占该阶段的 %3，1 个核函数启动 %4 次</translation>
    </message>
    <message>
        <source>%1: %2, %3 of the stage, %4 launches of %5 kernels</source>
        <translation>%1：%2，占该阶段的 %3，%5 个核函数启动 %4 次</translation>
    </message>
    <message>
        <source>%1. %2: %3, together %4, in the selection</source>
        <translation>%1. %2：%3，合计 %4，在选定范围内</translation>
    </message>
    <message>
        <source>%1. %2: %3, together %4, not in the selection</source>
        <translation>%1. %2：%3，合计 %4，不在选定范围内</translation>
    </message>
    <message>
        <source>%1: kernels ran %2 of %3, %4</source>
        <translation>%1：核函数运行了 %3 中的 %2，%4</translation>
    </message>
    <message>
        <source>more than the wall time: kernels overlapped, or the two do not belong together</source>
        <translation>超过墙钟时间：核函数有重叠，或二者并不对应</translation>
    </message>
    <message>
        <source>mean %1 ± %2</source>
        <translation>平均 %1 ± %2</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>Edit friendly name</source>
        <translation>编辑易读名称</translation>
    </message>
    <message>
        <source>Edit source lib</source>
        <translation>编辑库</translation>
    </message>
    <message>
        <source>Edit generic</source>
        <translation>编辑通用形状</translation>
    </message>
    <message>
        <source>Edit fixed</source>
        <translation>编辑固定形状</translation>
    </message>
    <message>
        <source>Edit tiled</source>
        <translation>编辑分块形状</translation>
    </message>
    <message>
        <source>Edit description</source>
        <translation>编辑说明</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>Reset friendly name</source>
        <translation>重置易读名称</translation>
    </message>
    <message>
        <source>Reset source lib</source>
        <translation>重置库</translation>
    </message>
    <message>
        <source>Reset generic</source>
        <translation>重置通用形状</translation>
    </message>
    <message>
        <source>Reset fixed</source>
        <translation>重置固定形状</translation>
    </message>
    <message>
        <source>Reset tiled</source>
        <translation>重置分块形状</translation>
    </message>
    <message>
        <source>Reset description</source>
        <translation>重置说明</translation>
    </message>
    <message>
        <source>Accept: %1 kernels</source>
        <translation>接受：%1 个核函数</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Mark as needing work: %1 kernels</source>
        <translation>标记为需修改：%1 个核函数</translation>
    </message>
    <message>
        <source>Mark as needing work</source>
        <translation>标记为需修改</translation>
    </message>
    <message>
        <source>Mark as unreviewed: %1 kernels</source>
        <translation>标记为未审阅：%1 个核函数</translation>
    </message>
    <message>
        <source>Mark as unreviewed</source>
        <translation>标记为未审阅</translation>
    </message>
    <message>
        <source>Pick for publication: %1 kernels</source>
        <translation>选入发布：%1 个核函数</translation>
    </message>
    <message>
        <source>Pick for publication</source>
        <translation>选入发布</translation>
    </message>
    <message>
        <source>Leave out of publication: %1 kernels</source>
        <translation>从发布中排除：%1 个核函数</translation>
    </message>
    <message>
        <source>Leave out of publication</source>
        <translation>从发布中排除</translation>
    </message>
    <message>
        <source>Let the selection decide: %1 kernels</source>
        <translation>由选定范围决定：%1 个核函数</translation>
    </message>
    <message>
        <source>Let the selection decide</source>
        <translation>由选定范围决定</translation>
    </message>
    <message>
        <source>Decide a conflict</source>
        <translation>解决冲突</translation>
    </message>
    <message>
        <source>Merge what others changed</source>
        <translation>合并他人的更改</translation>
    </message>
    <message>
        <source>Take earlier decisions: 1 kernel</source>
        <translation>采用先前的决定：1 个核函数</translation>
    </message>
    <message>
        <source>Take earlier decisions: %1 kernels</source>
        <translation>采用先前的决定：%1 个核函数</translation>
    </message>
    <message>
        <source>Take new readings: 1 kernel</source>
        <translation>采用新的识别结果：1 个核函数</translation>
    </message>
    <message>
        <source>Take new readings: %1 kernels</source>
        <translation>采用新的识别结果：%1 个核函数</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>采用%1</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>combined</source>
        <translation>总表</translation>
    </message>
    <message>
        <source>%1 (in %2)</source>
        <translation>%1（属于 %2）</translation>
    </message>
    <message>
        <source>combined = %1 × (%2), %3 explained</source>
        <translation>总表 = %1 × (%2)，可解释 %3</translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>基准：%1</translation>
    </message>
    <message>
        <source>candidate: %1</source>
        <translation>候选：%1</translation>
    </message>
    <message>
        <source>calls: %1</source>
        <translation>调用：%1</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>removed: %1</source>
        <translation>移除：%1</translation>
    </message>
    <message>
        <source>others&apos; speed: %1</source>
        <translation>其他的速度：%1</translation>
    </message>
    <message>
        <source>name cut</source>
        <translation>名称被截断</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到 %1</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Rule %1 says this of every name that it matches.</source>
        <translation>规则 %1 对它匹配的每个名称都如此判定。</translation>
    </message>
    <message>
        <source>Rule %1 read %2</source>
        <translation>规则 %1 识别了 %2</translation>
    </message>
    <message>
        <source>Would also match: %1</source>
        <translation>还会匹配：%1</translation>
    </message>
    <message>
        <source>You set this; it is not published yet.</source>
        <translation>由您设置；尚未发布。</translation>
    </message>
    <message>
        <source>%1 says so.</source>
        <translation>来自 %1。</translation>
    </message>
    <message>
        <source>The rules agree:</source>
        <translation>与规则一致：</translation>
    </message>
    <message>
        <source>The rules read %1:</source>
        <translation>规则的识别结果为 %1：</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>总表</translation>
    </message>
    <message>
        <source>⚠ mixed shapes: average %1, median %2</source>
        <translation>⚠ 混合形状：平均 %1，中位数 %2</translation>
    </message>
    <message>
        <source>① a single launch: no spread to judge it by</source>
        <translation>① 仅启动一次：没有离散程度可供判断</translation>
    </message>
    <message>
        <source>tile %1 × %2 × %3</source>
        <translation>分块 %1 × %2 × %3</translation>
    </message>
    <message>
        <source>%1 stages</source>
        <translation>%1 级流水线</translation>
    </message>
    <message>
        <source>head dimension %1</source>
        <translation>头维度 %1</translation>
    </message>
    <message>
        <source>You set this, and %1 says so.</source>
        <translation>这是您设置的，%1 中也是如此。</translation>
    </message>
</context>
<context>
    <name>Family</name>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Name without numbers and types</source>
        <translation>不计数字和类型的名称</translation>
    </message>
    <message>
        <source>1 kernel</source>
        <translation>1 个核函数</translation>
    </message>
    <message>
        <source>%1 kernels</source>
        <translation>%1 个核函数</translation>
    </message>
    <message>
        <source>%1 that no rule reads</source>
        <translation>%1，没有规则能识别</translation>
    </message>
    <message>
        <source>%1 whose name does not tell the operation</source>
        <translation>%1，名称未表明算子</translation>
    </message>
    <message>
        <source>%1 without a name</source>
        <translation>%1，没有名称</translation>
    </message>
    <message>
        <source>%1 of the library %2</source>
        <translation>%1，属于库 %2</translation>
    </message>
    <message>
        <source>%1 of the operation %2</source>
        <translation>%1，算子为 %2</translation>
    </message>
    <message>
        <source>%1 read by the rule %2</source>
        <translation>%1，由规则 %2 识别</translation>
    </message>
    <message>
        <source>1 kernel, like no other: %1</source>
        <translation>1 个核函数，没有与之相似的：%1</translation>
    </message>
    <message>
        <source>%1 like “%2”</source>
        <translation>%1，形如“%2”</translation>
    </message>
    <message>
        <source>%1 of the selection&apos;s GPU time · %2 of %3 accepted</source>
        <translation>占选定范围 GPU 时间的 %1 · 已接受 %2 / %3</translation>
    </message>
    <message>
        <source>1 needs work</source>
        <translation>1 个需修改</translation>
    </message>
    <message>
        <source>%1 need work</source>
        <translation>%1 个需修改</translation>
    </message>
    <message>
        <source>1 fails a check</source>
        <translation>1 个未通过检查</translation>
    </message>
    <message>
        <source>%1 fail a check</source>
        <translation>%1 个未通过检查</translation>
    </message>
    <message>
        <source>1 is a guess of the rules</source>
        <translation>1 个为规则的推测</translation>
    </message>
    <message>
        <source>%1 are guesses of the rules</source>
        <translation>%1 个为规则的推测</translation>
    </message>
    <message>
        <source>Look at these first: %1</source>
        <translation>请先查看：%1</translation>
    </message>
</context>
<context>
    <name>Handbook</name>
    <message>
        <source>en</source>
        <comment>folder of the handbook</comment>
        <extracomment>The folder of the handbook in this language: en or zh_CN</extracomment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>KernelTable</name>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Share of this table&apos;s own total</source>
        <translation>占本表格总计的比例</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>GPU time of all launches</source>
        <translation>所有启动的 GPU 时间</translation>
    </message>
    <message>
        <source>Per iteration</source>
        <translation>每次迭代</translation>
    </message>
    <message>
        <source>Total divided by the iterations in this table</source>
        <translation>总计除以本表格的迭代次数</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>启动次数</translation>
    </message>
    <message>
        <source>Number of launches</source>
        <translation>启动的次数</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Mean time of a launch</source>
        <translation>单次启动的平均时间</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Median time of a launch</source>
        <translation>单次启动时间的中位数</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Shortest launch</source>
        <translation>最短的一次启动</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Longest launch</source>
        <translation>最长的一次启动</translation>
    </message>
    <message>
        <source>StdDev</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Sample standard deviation of the launches</source>
        <translation>各次启动的样本标准差</translation>
    </message>
    <message>
        <source>Friendly name</source>
        <translation>易读名称</translation>
    </message>
    <message>
        <source>What the kernel is called in the catalog</source>
        <translation>核函数在清单中的名称</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Where the kernel&apos;s code comes from</source>
        <translation>核函数代码的出处</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How far the review of the kernel is</source>
        <translation>核函数的审阅进度</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Kind of operation, as the rules read it</source>
        <translation>由规则识别的运算种类</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>The rule that reads the name</source>
        <translation>识别该名称的规则</translation>
    </message>
    <message>
        <source>Raw name</source>
        <translation>原始名称</translation>
    </message>
    <message>
        <source>The name as the profiler wrote it</source>
        <translation>性能分析器写出的名称</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>选入</translation>
    </message>
    <message>
        <source>Whether publishing brings the kernel into the catalog: ● selected, ✚ picked by hand, ✕ left out by hand</source>
        <translation>发布时是否将核函数放入清单：● 已选入，✚ 手动选入，✕ 手动排除</translation>
    </message>
</context>
<context>
    <name>LeftEdits</name>
    <message>
        <source>Edits that were not published</source>
        <translation>尚未发布的编辑</translation>
    </message>
    <message>
        <source>&amp;Discard them</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>Ask &amp;later</source>
        <translation>以后再问(&amp;L)</translation>
    </message>
    <message>
        <source>They cannot be taken up: %1</source>
        <translation>无法恢复：%1</translation>
    </message>
    <message>
        <source>&amp;Take them up</source>
        <translation>恢复(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open the run</source>
        <translation>打开该运行(&amp;O)</translation>
    </message>
    <message>
        <source>The program ended before these edits of %1 were published (%2):</source>
        <translation>程序在发布对 %1 的以下编辑之前已结束（%2）：</translation>
    </message>
    <message>
        <source>The program ended before these edits of the run %1 were published (%2):</source>
        <translation>程序在发布对运行 %1 的以下编辑之前已结束（%2）：</translation>
    </message>
    <message>
        <source>The program ended before these edits of %1, run %2, were published (%3):</source>
        <translation>程序在发布对 %1（运行 %2）的以下编辑之前已结束（%3）：</translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>in the catalog</source>
        <translation>在清单中</translation>
    </message>
</context>
<context>
    <name>PlainTable</name>
    <message>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>StdDev</source>
        <translation>标准差</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>全选(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>增加(&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>减少(&amp;D)</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Show Details...</source>
        <translation>显示详情…</translation>
    </message>
    <message>
        <source>Hide Details...</source>
        <translation>隐藏详情…</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>What people call this kernel</source>
        <translation>人们对此核函数的称呼</translation>
    </message>
    <message>
        <source>none   (for example (M, K), (K, N) -&gt; (M, N))</source>
        <translation>无   （例如 (M, K), (K, N) -&gt; (M, N)）</translation>
    </message>
    <message>
        <source>none: the name enforces no dimension</source>
        <translation>无：名称不限定任何维度</translation>
    </message>
    <message>
        <source>none   (for example (128, 32), (32, 64) -&gt; (128, 64))</source>
        <translation>无   （例如 (128, 32), (32, 64) -&gt; (128, 64)）</translation>
    </message>
    <message>
        <source>What the kernel does and where it is used</source>
        <translation>核函数做什么、用在何处</translation>
    </message>
    <message>
        <source>Where the code comes from; choose one (Alt+Down) or type another</source>
        <translation>代码的出处；从中选择一个（Alt+向下键）或另行输入</translation>
    </message>
    <message>
        <source>Ctrl+Enter keeps and accepts, Esc takes back, Enter begins a new line</source>
        <translation>Ctrl+Enter 保留并接受，Esc 恢复原样，Enter 换行</translation>
    </message>
    <message>
        <source>Enter keeps, Ctrl+Enter also accepts, Esc takes back</source>
        <translation>Enter 保留，Ctrl+Enter 同时接受，Esc 恢复原样</translation>
    </message>
    <message>
        <source>%1 added, %2 changed, %3 kept as they are</source>
        <translation>新增 %1 个，更改 %2 个，保持不变 %3 个</translation>
    </message>
    <message>
        <source>, %1 removed</source>
        <translation>，移除 %1 个</translation>
    </message>
    <message>
        <source>, %1 not in this run (kept)</source>
        <translation>，%1 个不在此运行中（保留）</translation>
    </message>
    <message>
        <source>%1
Total %2 ns in %3 launches of %4 kernels</source>
        <translation>%1
总计 %2 ns，%4 个核函数共启动 %3 次</translation>
    </message>
    <message>
        <source>
%1 of the top-level stages&apos; time</source>
        <translation>
占顶层阶段时间的 %1</translation>
    </message>
    <message>
        <source>
Captured: %1</source>
        <translation>
采集：%1</translation>
    </message>
    <message>
        <source>
The run has no combined table: this is the sum of its top-level stages.</source>
        <translation>
此运行没有总表：此处为各顶层阶段之和。</translation>
    </message>
    <message>
        <source>
The file is not in nanoseconds: times are rounded.</source>
        <translation>
文件的单位不是纳秒：时间经过舍入。</translation>
    </message>
    <message>
        <source>sum of stages</source>
        <translation>各阶段之和</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>属于 %1</translation>
    </message>
    <message>
        <source>1 iteration</source>
        <translation>1 次迭代</translation>
    </message>
    <message>
        <source>%1 iterations</source>
        <translation>%1 次迭代</translation>
    </message>
    <message>
        <source>Kernel Atlas</source>
        <translation>Kernel Atlas</translation>
    </message>
    <message>
        <source>Where the GPU time goes, and what each kernel is called.</source>
        <translation>GPU 时间花在哪里，每个核函数叫什么。</translation>
    </message>
    <message>
        <source>
The file lists kernels of %1 of the time: shares are of the whole.</source>
        <translation>
文件列出的核函数占时间的 %1：占比以全部时间计算。</translation>
    </message>
    <message>
        <source>
The file lists only part of the kernels: shares are of those listed.</source>
        <translation>
文件只列出部分核函数：占比以列出的核函数计算。</translation>
    </message>
    <message>
        <source>part: %1 of the time</source>
        <translation>部分：占时间的 %1</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>QTabBar</name>
    <message>
        <source>Scroll Left</source>
        <translation>向左滚动</translation>
    </message>
    <message>
        <source>Scroll Right</source>
        <translation>向右滚动</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>复制链接地址(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Right, Left</source>
        <translation>向右、向左</translation>
    </message>
    <message>
        <source>In a grouped comparison: open the group, close it</source>
        <translation>在分组的比较中：展开该组、折叠该组</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Shift+单击</translation>
    </message>
    <message>
        <source>On a column&apos;s header: sort by it where the columns before are equal</source>
        <translation>在列标题上：前面各列相等时按此列排序</translation>
    </message>
    <message>
        <source>Left, Right, Enter</source>
        <translation>向左、向右、Enter</translation>
    </message>
    <message>
        <source>In a grouped table: to the group&apos;s head; close or open the group</source>
        <translation>在分组的表格中：到组标题；折叠或展开该组</translation>
    </message>
    <message>
        <source>Arrows, Enter</source>
        <translation>方向键、Enter</translation>
    </message>
    <message>
        <source>In a chart: walk its marks, go to the kernels behind one</source>
        <translation>在图表中：逐个浏览图形，转到某个图形背后的核函数</translation>
    </message>
    <message>
        <source>In the matrix: go to the kernel in the table of that column</source>
        <translation>在矩阵中：转到该列表格中的此核函数</translation>
    </message>
    <message>
        <source>In a field: take back what was typed, then back to the table; in the filter: clear it</source>
        <translation>在字段中：恢复输入前的内容，再按则回到表格；在筛选框中：清空</translation>
    </message>
    <message>
        <source>The next control, the one before</source>
        <translation>下一个控件、上一个控件</translation>
    </message>
    <message>
        <source>Open the kernel in the review desk of its run</source>
        <translation>在其运行的审阅台中打开该核函数</translation>
    </message>
    <message>
        <source>The same kernel</source>
        <translation>是同一核函数</translation>
    </message>
    <message>
        <source>Not the same kernel</source>
        <translation>不是同一核函数</translation>
    </message>
    <message>
        <source>Pair a kernel that has no partner by hand</source>
        <translation>为没有对应项的核函数手动配对</translation>
    </message>
    <message>
        <source>Copy the selected rows as tab-separated text</source>
        <translation>以制表符分隔的文本复制选中的行</translation>
    </message>
    <message>
        <source>The kernel above, below, first, last, a page on</source>
        <translation>上一个、下一个、第一个、最后一个、下一页的核函数</translation>
    </message>
    <message>
        <source>Select all rows</source>
        <translation>选中所有行</translation>
    </message>
    <message>
        <source>The pair above, below, first, last, a page on</source>
        <translation>上一对、下一对、第一对、最后一对、下一页</translation>
    </message>
    <message>
        <source>Keep what was typed (in a description: a new line)</source>
        <translation>保留输入的内容（在说明中：换行）</translation>
    </message>
    <message>
        <source>Keep what was typed, accept and go on</source>
        <translation>保留输入的内容，接受并继续</translation>
    </message>
    <message>
        <source>In a shape, at the end of an operand: the next one, the one before</source>
        <translation>在形状中，位于操作数末尾时：下一个、上一个操作数</translation>
    </message>
    <message>
        <source>In a shape: its text, its cells</source>
        <translation>在形状中：切换文本和单元格</translation>
    </message>
    <message>
        <source>In a shape: what others have; in the library: the list</source>
        <translation>在形状中：其他核函数所用的形状；在库中：列表</translation>
    </message>
    <message>
        <source>Cut, copy, paste text</source>
        <translation>剪切、复制、粘贴文本</translation>
    </message>
    <message>
        <source>In a family: accept, tick, needs work, unreviewed, next, before, edit</source>
        <translation>在同族审阅中：接受、勾选、需修改、未审阅、下一个、上一个、编辑</translation>
    </message>
    <message>
        <source>Accept the selected kernels and go on</source>
        <translation>接受选中的核函数并继续</translation>
    </message>
    <message>
        <source>Review the family of the current kernel</source>
        <translation>审阅当前核函数的同族</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <source>Unreviewed again</source>
        <translation>恢复为未审阅</translation>
    </message>
    <message>
        <source>The next unreviewed kernel</source>
        <translation>下一个未审阅的核函数</translation>
    </message>
    <message>
        <source>The unreviewed kernel before</source>
        <translation>上一个未审阅的核函数</translation>
    </message>
    <message>
        <source>The next similar kernel</source>
        <translation>下一个相似的核函数</translation>
    </message>
    <message>
        <source>Bring into the catalog, or keep out</source>
        <translation>放入清单，或排除在外</translation>
    </message>
    <message>
        <source>Edit the kernel&apos;s fields</source>
        <translation>编辑核函数的字段</translation>
    </message>
    <message>
        <source>Copy the selected rows as a Markdown table</source>
        <translation>以 Markdown 表格复制选中的行</translation>
    </message>
    <message>
        <source>Take offer 1</source>
        <translation>采用建议 1</translation>
    </message>
    <message>
        <source>Take offer 2</source>
        <translation>采用建议 2</translation>
    </message>
    <message>
        <source>Take offer 3</source>
        <translation>采用建议 3</translation>
    </message>
    <message>
        <source>Take offer 4</source>
        <translation>采用建议 4</translation>
    </message>
    <message>
        <source>Take offer 5</source>
        <translation>采用建议 5</translation>
    </message>
    <message>
        <source>Take offer 6</source>
        <translation>采用建议 6</translation>
    </message>
    <message>
        <source>Take offer 7</source>
        <translation>采用建议 7</translation>
    </message>
    <message>
        <source>Take offer 8</source>
        <translation>采用建议 8</translation>
    </message>
    <message>
        <source>Take offer 9</source>
        <translation>采用建议 9</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>A call takes longer by more than the threshold, beyond the noise between runs.</source>
        <translation>单次调用变慢的幅度超过阈值，且大于各次运行之间的噪声。</translation>
    </message>
    <message>
        <source>A call takes less time by more than the threshold, beyond the noise between runs.</source>
        <translation>单次调用变快的幅度超过阈值，且大于各次运行之间的噪声。</translation>
    </message>
    <message>
        <source>A call takes the same time within the threshold.</source>
        <translation>单次调用的时间在阈值范围内相同。</translation>
    </message>
    <message>
        <source>The numbers do not decide; the note says what would.</source>
        <translation>数据不足以判定；备注说明怎样才能判定。</translation>
    </message>
    <message>
        <source>The numbers cannot carry a conclusion on speed; the note says why.</source>
        <translation>数据无法支持关于速度的结论；备注说明原因。</translation>
    </message>
    <message>
        <source>Only in the candidate.</source>
        <translation>仅在候选中。</translation>
    </message>
    <message>
        <source>Only in the baseline.</source>
        <translation>仅在基准中。</translation>
    </message>
    <message>
        <source>Missing in a table that lists only part of the kernels.</source>
        <translation>在只列出部分核函数的表格中缺失。</translation>
    </message>
    <message>
        <source>The same raw name in both runs.</source>
        <translation>两次运行中原始名称相同。</translation>
    </message>
    <message>
        <source>Renamed: equal but for numbers, types or architecture.</source>
        <translation>改名：除数字、类型或架构外相同。</translation>
    </message>
    <message>
        <source>Likely replaced: one vanished and one appeared with the same library, op and calls.</source>
        <translation>可能被替换：一个消失、一个出现，且库、算子和调用次数相同。</translation>
    </message>
    <message>
        <source>Paired by you.</source>
        <translation>由您手动配对。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::BulkEditDialog</name>
    <message>
        <source>&amp;Set a field</source>
        <translation>设置字段(&amp;S)</translation>
    </message>
    <message>
        <source>Find and &amp;replace</source>
        <translation>查找和替换(&amp;R)</translation>
    </message>
    <message>
        <source>Edit many kernels</source>
        <translation>编辑多个核函数</translation>
    </message>
    <message>
        <source>All kernels get the same value</source>
        <translation>所有核函数设为相同的值</translation>
    </message>
    <message>
        <source>Change part of the texts</source>
        <translation>更改文本的一部分</translation>
    </message>
    <message>
        <source>In which kernels</source>
        <translation>应用于哪些核函数</translation>
    </message>
    <message>
        <source>Which kernels are looked at</source>
        <translation>查看哪些核函数</translation>
    </message>
    <message>
        <source>the selected rows (%1)</source>
        <translation>选中的行（%1）</translation>
    </message>
    <message>
        <source>the rows shown (%1)</source>
        <translation>显示的行（%1）</translation>
    </message>
    <message>
        <source>all kernels of the run (%1)</source>
        <translation>此运行的所有核函数（%1）</translation>
    </message>
    <message>
        <source>&amp;In</source>
        <translation>范围(&amp;I)</translation>
    </message>
    <message>
        <source>Change the ticked rows, as one step of the history (Ctrl+Enter)</source>
        <translation>更改勾选的行，作为历史中的一步（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>不作更改（Esc）</translation>
    </message>
    <message>
        <source>Working out what changes…</source>
        <translation>正在计算会有哪些更改…</translation>
    </message>
    <message>
        <source>&amp;Apply (%1)</source>
        <translation>应用(&amp;A)（%1）</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>Nothing changes.</source>
        <translation>没有任何更改。</translation>
    </message>
    <message>
        <source>1 value of 1 kernel changes</source>
        <translation>将更改 1 个核函数的 1 个值</translation>
    </message>
    <message>
        <source>%1 values of %2 kernels change</source>
        <translation>将更改 %2 个核函数的 %1 个值</translation>
    </message>
    <message>
        <source> · %1 left out</source>
        <translation> · 排除 %1 个</translation>
    </message>
    <message>
        <source>Replace “%1”</source>
        <translation>替换“%1”</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>设置%1</translation>
    </message>
    <message>
        <source>%1: %2 values</source>
        <translation>%1：%2 个值</translation>
    </message>
</context>
<context>
    <name>atlas::ui::CaptureLine</name>
    <message>
        <source>%1 = %2 busy + %3 idle</source>
        <translation>%1 = %2 忙 + %3 空闲</translation>
    </message>
    <message>
        <source>exposed communication %1</source>
        <translation>暴露的通信 %1</translation>
    </message>
    <message>
        <source>exposed copies %1</source>
        <translation>暴露的复制 %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>步 %1</translation>
    </message>
    <message>
        <source>%1 step %2</source>
        <translation>%1 步 %2</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%2 步中的 %1 步</translation>
    </message>
    <message>
        <source>%1 ranks ± %2</source>
        <translation>%1 个 rank ± %2</translation>
    </message>
    <message>
        <source>%1 launches</source>
        <translation>%1 次启动</translation>
    </message>
    <message>
        <source>%1 GPUs</source>
        <translation>%1 个 GPU</translation>
    </message>
    <message>
        <source>%1 (spoils %2)</source>
        <translation>%1（影响 %2）</translation>
    </message>
    <message>
        <source>Usable: nothing was found that spoils this capture</source>
        <translation>可用：没有发现影响此捕获的问题</translation>
    </message>
    <message>
        <source>Usable with care: %1</source>
        <translation>谨慎使用：%1</translation>
    </message>
    <message>
        <source>%1. Spoils %2; holds: %3.</source>
        <translation>%1。影响：%2；仍可靠：%3。</translation>
    </message>
    <message>
        <source>Cure: %1</source>
        <translation>解决办法：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::CatalogFlow</name>
    <message>
        <source>Open catalog</source>
        <translation>打开清单</translation>
    </message>
    <message>
        <source>%1 was changed by someone else and cannot be read now: %2</source>
        <translation>%1 已被他人更改，现在无法读取：%2</translation>
    </message>
    <message>
        <source>%1 has conflict markers of git.</source>
        <translation>%1 含有 git 的冲突标记。</translation>
    </message>
    <message>
        <source>%1 was changed by someone else.</source>
        <translation>%1 已被他人更改。</translation>
    </message>
    <message>
        <source>&amp;Decide…</source>
        <translation>解决(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Merge…</source>
        <translation>合并(&amp;M)…</translation>
    </message>
    <message>
        <source>%1 brings your values back over the file&apos;s.</source>
        <translation>%1 可用您的值重新覆盖文件的值。</translation>
    </message>
    <message>
        <source>Merged. %1</source>
        <translation>已合并。%1</translation>
    </message>
    <message>
        <source>Merged. Kernels that were accepted and are unreviewed now, because someone else changed them: %1. %2</source>
        <translation>已合并。因他人更改而从已接受变为未审阅的核函数：%1 个。%2</translation>
    </message>
    <message>
        <source>Decided. Publishing writes the file without markers.</source>
        <translation>已决定。发布时写入的文件不含冲突标记。</translation>
    </message>
    <message>
        <source>Reviewing into %1.</source>
        <translation>现在审阅到 %1。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ChangeTableModel</name>
    <message>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更改前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>更改后</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ChangeTableView</name>
    <message>
        <source>What changes</source>
        <translation>将要更改的内容</translation>
    </message>
    <message>
        <source>Every value that changes. Space or the box leaves a row out, or takes it in again.</source>
        <translation>每一个将要更改的值。按空格键或单击复选框可排除一行，或重新纳入。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ChangesPanel</name>
    <message>
        <source>Working out what would be written…</source>
        <translation>正在计算将要写入的内容…</translation>
    </message>
    <message>
        <source>Nothing to publish: %1 already says all this.</source>
        <translation>无需发布：%1 已包含全部内容。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ChartCard</name>
    <message>
        <source>Save the chart “%1”</source>
        <translation>保存图表“%1”</translation>
    </message>
    <message>
        <source>Save as SVG or PNG…</source>
        <translation>保存为 SVG 或 PNG…</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.png)</source>
        <translation>图片 (*.svg *.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation>无法写入 %1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ChoosePage</name>
    <message>
        <source>Runs found</source>
        <translation>找到的运行</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Back to the start page</source>
        <translation>返回起始页</translation>
    </message>
    <message>
        <source>%1 runs were found; choose one:</source>
        <translation>找到 %1 个运行，请选择一个：</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ColumnsDialog</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns in the order shown</source>
        <translation>列，按显示的顺序</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>Space shows or hides a column; drag or use the buttons to move it.</source>
        <translation>空格键显示或隐藏一列；拖动或用按钮移动。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::CompareDialog</name>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Compare runs</source>
        <translation>比较运行</translation>
    </message>
    <message>
        <source>Differences are candidate − baseline. A run folder, an nsys folder or one table file.</source>
        <translation>差异为候选 − 基准。可以是运行文件夹、nsys 文件夹或单个表格文件。</translation>
    </message>
    <message>
        <source>⇄ &amp;Swap</source>
        <translation>⇄ 交换(&amp;S)</translation>
    </message>
    <message>
        <source>Baseline and candidate change places</source>
        <translation>基准与候选互换位置</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation>基准(&amp;B)</translation>
    </message>
    <message>
        <source>C&amp;andidate</source>
        <translation>候选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;different programs: each is compared with the baseline</source>
        <translation>不同的程序：分别与基线比较(&amp;D)</translation>
    </message>
    <message>
        <source>runs of &amp;one program: at least three a side, taken together</source>
        <translation>同一程序的多次运行：每侧至少三次，合在一起(&amp;O)</translation>
    </message>
    <message>
        <source>The mean of each run counts once, so that the noise between runs is seen</source>
        <translation>每次运行的平均值计一次，从而看出运行之间的噪声</translation>
    </message>
    <message>
        <source>The runs of a side are</source>
        <translation>一侧的各次运行是</translation>
    </message>
    <message>
        <source>&amp;Take all %1</source>
        <translation>全部采用（%1 个）(&amp;T)</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ComparisonFilterBar</name>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Show only pairs with the chosen verdicts</source>
        <translation>仅显示所选结论的配对</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Show only kernels of the chosen libraries</source>
        <translation>仅显示所选库的核函数</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Show only pairs with one of the chosen remarks</source>
        <translation>仅显示带有所选标记之一的配对</translation>
    </message>
    <message>
        <source>Filter names</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>Filter names, or /regex/   (Ctrl+F)</source>
        <translation>筛选名称，或 /正则表达式/   (Ctrl+F)</translation>
    </message>
    <message>
        <source>Text found in friendly names or either raw name, or a regular expression between slashes. Without capital letters it ignores case. Esc clears it.</source>
        <translation>在易读名称或任一原始名称中查找文本，或用斜杠括起的正则表达式。没有大写字母时不区分大小写。Esc 清空。</translation>
    </message>
    <message>
        <source>Least difference</source>
        <translation>最小差异</translation>
    </message>
    <message>
        <source>Hide pairs whose difference is below this share of the table&apos;s total</source>
        <translation>隐藏差异低于表格总计此比例的配对</translation>
    </message>
    <message>
        <source>|Δ| ≥ %1 %</source>
        <translation>|Δ| ≥ %1 %</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>任意大小</translation>
    </message>
    <message>
        <source>Grouping</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>One line for each library or op, which Right opens and Left closes</source>
        <translation>每个库或算子一行，用向右键展开，向左键折叠</translation>
    </message>
    <message>
        <source>Not grouped</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By library</source>
        <translation>按库</translation>
    </message>
    <message>
        <source>By op</source>
        <translation>按算子</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Which columns the table shows; drag a header to move it</source>
        <translation>表格显示哪些列；拖动列标题可移动</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>One line for each library or op, which Left opens and Right closes</source>
        <translation>每个库或算子一行，用向左键展开，向右键折叠</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ComparisonFlow</name>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Compare with…</source>
        <translation>与其比较(&amp;C)…</translation>
    </message>
    <message>
        <source>Compare two runs; the open run is the baseline</source>
        <translation>比较两次运行；打开的运行为基准</translation>
    </message>
    <message>
        <source>Compare the sam&amp;ple runs</source>
        <translation>比较示例运行(&amp;P)</translation>
    </message>
    <message>
        <source>Two small runs with invented timings, to look around</source>
        <translation>两个计时为虚构的小型运行，供熟悉界面之用</translation>
    </message>
    <message>
        <source>Show &amp;last comparison</source>
        <translation>显示上一次比较(&amp;L)</translation>
    </message>
    <message>
        <source>Go back to the comparison</source>
        <translation>返回该比较</translation>
    </message>
    <message>
        <source>&amp;Differences</source>
        <translation>差异(&amp;D)</translation>
    </message>
    <message>
        <source>Pairs of kernels with what changed</source>
        <translation>核函数配对及其变化</translation>
    </message>
    <message>
        <source>&amp;Side by side</source>
        <translation>并排(&amp;S)</translation>
    </message>
    <message>
        <source>Both tables as they are</source>
        <translation>两个表格的原样</translation>
    </message>
    <message>
        <source>&amp;All candidates</source>
        <translation>所有候选(&amp;A)</translation>
    </message>
    <message>
        <source>A column a run and a trend a kernel</source>
        <translation>每次运行一列，每个核函数一条趋势</translation>
    </message>
    <message>
        <source>S&amp;wap sides</source>
        <translation>交换双方(&amp;W)</translation>
    </message>
    <message>
        <source>Baseline and candidate change places</source>
        <translation>基准与候选互换位置</translation>
    </message>
    <message>
        <source>Add candi&amp;date…</source>
        <translation>添加候选(&amp;D)…</translation>
    </message>
    <message>
        <source>Compare one more run with the baseline</source>
        <translation>再将一个运行与基准比较</translation>
    </message>
    <message>
        <source>Details of both &amp;runs</source>
        <translation>两次运行的详情(&amp;R)</translation>
    </message>
    <message>
        <source>All that is known of both runs</source>
        <translation>两次运行的全部已知信息</translation>
    </message>
    <message>
        <source>&amp;Export report…</source>
        <translation>导出报告(&amp;E)…</translation>
    </message>
    <message>
        <source>Write HTML, Markdown, JSON or text</source>
        <translation>写出 HTML、Markdown、JSON 或文本</translation>
    </message>
    <message>
        <source>&amp;Open in review desk</source>
        <translation>在审阅台中打开(&amp;O)</translation>
    </message>
    <message>
        <source>Show the kernel in its run (Enter in the table)</source>
        <translation>在其运行中显示该核函数（在表格中按 Enter）</translation>
    </message>
    <message>
        <source>Sa&amp;me kernel</source>
        <translation>是同一核函数(&amp;M)</translation>
    </message>
    <message>
        <source>The pair is right (C in the table)</source>
        <translation>配对正确（在表格中按 C）</translation>
    </message>
    <message>
        <source>&amp;Not the same kernel</source>
        <translation>不是同一核函数(&amp;N)</translation>
    </message>
    <message>
        <source>Never pair these two (X in the table)</source>
        <translation>永不将这两个配对（在表格中按 X）</translation>
    </message>
    <message>
        <source>Pair by &amp;hand…</source>
        <translation>手动配对(&amp;H)…</translation>
    </message>
    <message>
        <source>Choose the partner of a kernel that has none (M in the table)</source>
        <translation>为没有对应项的核函数选择对应项（在表格中按 M）</translation>
    </message>
    <message>
        <source>&amp;Undo pair decision</source>
        <translation>撤销配对决定(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last decision about a pair back</source>
        <translation>收回上一次关于配对的决定</translation>
    </message>
    <message>
        <source>%1 · signs are candidate − baseline</source>
        <translation>%1 · 正负号表示候选 − 基准</translation>
    </message>
    <message>
        <source>Add candidate</source>
        <translation>添加候选</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>正在加载 %1</translation>
    </message>
    <message>
        <source>The comparison that was open last cannot be shown now: %1</source>
        <translation>上次打开的比较现在无法显示：%1</translation>
    </message>
    <message>
        <source>The comparison that was open last is not shown: %1 is not there any more.</source>
        <translation>未显示上次打开的比较：%1 已不存在。</translation>
    </message>
    <message>
        <source>Names chan&amp;ged by…</source>
        <translation>名称变更规则(&amp;G)…</translation>
    </message>
    <message>
        <source>Pair all kernels whose names are equal after a substitution, like s/_jl_mod_/_jl_/</source>
        <translation>将经过替换（如 s/_jl_mod_/_jl_/）后名称相同的所有核函数配对</translation>
    </message>
    <message>
        <source>Which one is the baseline?</source>
        <translation>哪一个是基准？</translation>
    </message>
    <message>
        <source>Which one is the candidate?</source>
        <translation>哪一个是候选？</translation>
    </message>
    <message>
        <source>The program ended while it opened this comparison, so it is not opened by itself: %1</source>
        <translation>程序在打开此比较时意外结束，因此不会自动打开：%1</translation>
    </message>
    <message>
        <source> with </source>
        <translation> 与 </translation>
    </message>
</context>
<context>
    <name>atlas::ui::ComparisonPage</name>
    <message>
        <source>Compared tables</source>
        <translation>参与比较的表格</translation>
    </message>
    <message>
        <source>comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Back to the run or the start page (Ctrl+W)</source>
        <translation>返回运行或起始页 (Ctrl+W)</translation>
    </message>
    <message>
        <source>⇄ S&amp;wap</source>
        <translation>⇄ 交换(&amp;W)</translation>
    </message>
    <message>
        <source>Baseline and candidate change places (Ctrl+T)</source>
        <translation>基准与候选互换位置 (Ctrl+T)</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Pairs of kernels with what changed (Alt+1)</source>
        <translation>核函数配对及其变化 (Alt+1)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Both tables as they are, nothing computed; choosing and scrolling go together (Alt+2)</source>
        <translation>两个表格的原样，不作计算；选择和滚动同步 (Alt+2)</translation>
    </message>
    <message>
        <source>All candidates</source>
        <translation>所有候选</translation>
    </message>
    <message>
        <source>A column a run and a trend a kernel (Alt+3)</source>
        <translation>每次运行一列，每个核函数一条趋势 (Alt+3)</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Which candidate is compared with the baseline</source>
        <translation>与基准比较的候选</translation>
    </message>
    <message>
        <source>Add candi&amp;date…</source>
        <translation>添加候选(&amp;D)…</translation>
    </message>
    <message>
        <source>Compare one more run with the baseline</source>
        <translation>再将一个运行与基准比较</translation>
    </message>
    <message>
        <source>&amp;Undo pair</source>
        <translation>撤销配对(&amp;U)</translation>
    </message>
    <message>
        <source>Take the last decision about a pair back (Ctrl+Z)</source>
        <translation>收回上一次关于配对的决定 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Change of one call up to which it counts as none</source>
        <translation>单次调用的变化不超过此值时视为没有变化</translation>
    </message>
    <message>
        <source>Threshold %1 %</source>
        <translation>阈值 %1 %</translation>
    </message>
    <message>
        <source>&amp;Export report…</source>
        <translation>导出报告(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the comparison as HTML, Markdown, JSON or text (Ctrl+E)</source>
        <translation>将比较写成 HTML、Markdown、JSON 或文本 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>总表</translation>
    </message>
    <message>
        <source>You said so already.</source>
        <translation>您已经确认过了。</translation>
    </message>
    <message>
        <source>The same name needs no confirming.</source>
        <translation>名称相同，无需确认。</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Web page (*.html);;Markdown (*.md);;JSON (*.json);;Text (*.txt)</source>
        <translation>网页 (*.html);;Markdown (*.md);;JSON (*.json);;文本 (*.txt)</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>Only one side has this kernel; %1 pairs it by hand.</source>
        <translation>只有一方有此核函数；用 %1 手动配对。</translation>
    </message>
    <message>
        <source>Not the same kernel; %1 takes it back.</source>
        <translation>不是同一个核函数；%1 收回。</translation>
    </message>
    <message>
        <source>The same kernel; %1 takes it back.</source>
        <translation>是同一个核函数；%1 收回。</translation>
    </message>
    <message>
        <source>This kernel has a partner; %1 parts them first.</source>
        <translation>此核函数已有对应项；先用 %1 拆开。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ComparisonSession</name>
    <message>
        <source>The decision holds for now but could not be kept: %1</source>
        <translation>此决定目前有效，但无法保存：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ComparisonSummary</name>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All that is known of both runs, side by side, changed fields first (Ctrl+I)</source>
        <translation>两次运行的全部已知信息并排显示，有变化的字段在前 (Ctrl+I)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>calls %1 · speed %2</source>
        <translation>调用 %1 · 速度 %2</translation>
    </message>
    <message>
        <source>%1 of %2 pairs tested, %3 refused</source>
        <translation>%2 个配对中检验了 %1 个，不予判定 %3 个</translation>
    </message>
    <message>
        <source>≠ Changed: %1</source>
        <translation>≠ 有变化：%1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 and %3 more runs</source>
        <translation>%1 %2 及另外 %3 次运行</translation>
    </message>
    <message>
        <source>%1 of GPU time</source>
        <translation>GPU 时间 %1</translation>
    </message>
    <message>
        <source>%1 of GPU time, divided by %2</source>
        <translation>GPU 时间 %1，除以 %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ComparisonTableView</name>
    <message>
        <source>Pairs of kernels</source>
        <translation>核函数配对</translation>
    </message>
    <message>
        <source>Open in review desk</source>
        <translation>在审阅台中打开</translation>
    </message>
    <message>
        <source>The same kernel</source>
        <translation>是同一核函数</translation>
    </message>
    <message>
        <source>Not the same kernel</source>
        <translation>不是同一核函数</translation>
    </message>
    <message>
        <source>Pair by hand…</source>
        <translation>手动配对…</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ConflictModel</name>
    <message>
        <source>(not in the file)</source>
        <translation>（不在文件中）</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更改前</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的</translation>
    </message>
    <message>
        <source>In the file now</source>
        <translation>文件中现在的</translation>
    </message>
    <message>
        <source>What stands</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>the whole entry</source>
        <translation>整个条目</translation>
    </message>
    <message>
        <source>◀ yours</source>
        <translation>◀ 您的</translation>
    </message>
    <message>
        <source>the file&apos;s ▶</source>
        <translation>文件的 ▶</translation>
    </message>
    <message>
        <source>%1 (accepted)</source>
        <translation>%1（已接受）</translation>
    </message>
</context>
<context>
    <name>atlas::ui::DiffView</name>
    <message>
        <source>Changes to the file</source>
        <translation>对文件的更改</translation>
    </message>
    <message>
        <source>… and more lines (%1): katlas export --diff prints all of them</source>
        <translation>… 还有更多行（%1）：katlas export --diff 可输出全部</translation>
    </message>
</context>
<context>
    <name>atlas::ui::DifferencesPanel</name>
    <message>
        <source>Where the %1 of %2 come from</source>
        <translation>%2 的 %1 从何而来</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>Read as an expression; / ends it.</source>
        <translation>按正则表达式理解；以 / 结束。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::EmptyTableNote</name>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选条件</translation>
    </message>
    <message>
        <source>Show all kernels of the table again</source>
        <translation>重新显示该表格的所有核函数</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ErrorPage</name>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open another run…</source>
        <translation>打开另一个运行(&amp;O)…</translation>
    </message>
    <message>
        <source>Choose another run (Ctrl+O)</source>
        <translation>选择另一个运行 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Open the same path again, after putting things right</source>
        <translation>排除故障后重新打开同一路径</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Back to the start page</source>
        <translation>返回起始页</translation>
    </message>
    <message>
        <source>Kernel Atlas reads kernel tables of nsys stats (cuda_gpu_kern_sum and its relatives) as CSV, TSV, JSON or printed text, and launch traces (cuda_gpu_trace). A run folder holds per-stage/&lt;stage&gt;/nsys/… and all-stage/nsys/…; one table file alone will do.</source>
        <translation>Kernel Atlas 读取 nsys stats 的核函数表格（cuda_gpu_kern_sum 及同类），格式为 CSV、TSV、JSON 或打印文本，以及启动轨迹（cuda_gpu_trace）。运行文件夹含有 per-stage/&lt;stage&gt;/nsys/… 和 all-stage/nsys/…；单独一个表格文件也可以。</translation>
    </message>
    <message>
        <source>This could not be opened: %1</source>
        <translation>无法打开：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::FamilyDialog</name>
    <message>
        <source>Previous family</source>
        <translation>上一族</translation>
    </message>
    <message>
        <source>Next family</source>
        <translation>下一族</translation>
    </message>
    <message>
        <source>Review by family</source>
        <translation>按族审阅</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>What the kernels of a family have in common</source>
        <translation>同族核函数的共同点</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>分组依据(&amp;G)</translation>
    </message>
    <message>
        <source>Values inside the family</source>
        <translation>族内的值</translation>
    </message>
    <message>
        <source>Go to a value to see below which kernels have it</source>
        <translation>转到某个值，可在下方看到哪些核函数具有该值</translation>
    </message>
    <message>
        <source>What &amp;differs</source>
        <translation>差异之处(&amp;D)</translation>
    </message>
    <message>
        <source>Kernels of the family</source>
        <translation>同族核函数</translation>
    </message>
    <message>
        <source>&amp;Kernels</source>
        <translation>核函数(&amp;K)</translation>
    </message>
    <message>
        <source>In the lists: Space leaves out or takes in · X needs work · U unreviewed again · E edits · N, P next and previous family to review</source>
        <translation>在列表中：空格键排除或纳入 · X 需修改 · U 恢复为未审阅 · E 编辑 · N、P 下一个、上一个待审阅的族</translation>
    </message>
    <message>
        <source>&amp;Leave</source>
        <translation>离开(&amp;L)</translation>
    </message>
    <message>
        <source>Back to the table; what was accepted stays (Esc)</source>
        <translation>返回表格；已接受的保持不变（Esc）</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Family %1 of %2 · %3 with unreviewed kernels</source>
        <translation>第 %1 族，共 %2 族 · %3 族含未审阅的核函数</translation>
    </message>
    <message>
        <source>Working out what differs…</source>
        <translation>正在比较差异…</translation>
    </message>
    <message>
        <source>&amp;Accept all (%1)</source>
        <translation>全部接受(&amp;A)（%1）</translation>
    </message>
    <message>
        <source>&amp;Accept (%1)</source>
        <translation>接受(&amp;A)（%1）</translation>
    </message>
    <message>
        <source>Accept the ticked kernels as one step and go on to the next family (Enter)</source>
        <translation>将勾选的核函数一步接受，并转到下一族（Enter）</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>The next family with unreviewed kernels (Enter)</source>
        <translation>下一个含未审阅核函数的族（Enter）</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>Back to the table (Enter)</source>
        <translation>返回表格（Enter）</translation>
    </message>
    <message>
        <source>No other family has unreviewed kernels.</source>
        <translation>其他族都没有未审阅的核函数。</translation>
    </message>
    <message>
        <source>1 kernel</source>
        <translation>1 个核函数</translation>
    </message>
    <message>
        <source>%1 kernels</source>
        <translation>%1 个核函数</translation>
    </message>
    <message>
        <source>Accepted %1. Ctrl+Z takes it back.</source>
        <translation>已接受%1。Ctrl+Z 收回。</translation>
    </message>
    <message>
        <source>Accepted %1: no other family has unreviewed kernels.</source>
        <translation>已接受%1：其他族都没有未审阅的核函数。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::FamilyKernelsModel</name>
    <message>
        <source>Friendly name</source>
        <translation>易读名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>请留意</translation>
    </message>
    <message>
        <source>Raw name</source>
        <translation>原始名称</translation>
    </message>
    <message>
        <source>fails a check</source>
        <translation>未通过检查</translation>
    </message>
    <message>
        <source>a guess of the rules</source>
        <translation>规则的推测</translation>
    </message>
    <message>
        <source>marked as needing work</source>
        <translation>已标记为需修改</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>备注：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::FamilyValuesModel</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>全部相同</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 个中的 %1 个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>atlas::ui::FieldEditor</name>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
    <message>
        <source>Take your value back</source>
        <translation>收回您设置的值</translation>
    </message>
</context>
<context>
    <name>atlas::ui::FilterBar</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Which columns the table shows, in which order, and what it is sorted by</source>
        <translation>表格显示哪些列、以何种顺序、按什么排序</translation>
    </message>
    <message>
        <source>Filter names</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>Filter names, or /regex/   (Ctrl+F)</source>
        <translation>筛选名称，或 /正则表达式/   (Ctrl+F)</translation>
    </message>
    <message>
        <source>Text found in raw or friendly names, or a regular expression between slashes. Without capital letters it ignores case. Esc clears it.</source>
        <translation>在原始名称或易读名称中查找文本，或用斜杠括起的正则表达式。没有大写字母时不区分大小写。Esc 清空。</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>All libraries</source>
        <translation>所有库</translation>
    </message>
    <message>
        <source>Op</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>All ops</source>
        <translation>所有算子</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>所有规则</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>All origins</source>
        <translation>所有来源</translation>
    </message>
    <message>
        <source>In table</source>
        <translation>所在表格</translation>
    </message>
    <message>
        <source>Any table</source>
        <translation>任意表格</translation>
    </message>
    <message>
        <source>Show only kernels of the chosen libraries</source>
        <translation>仅显示所选库的核函数</translation>
    </message>
    <message>
        <source>Review state</source>
        <translation>审阅状态</translation>
    </message>
    <message>
        <source>Show only kernels in this state of review</source>
        <translation>仅显示处于此审阅状态的核函数</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>任意状态</translation>
    </message>
    <message>
        <source>Minimum share</source>
        <translation>最小占比</translation>
    </message>
    <message>
        <source>Hide kernels below this share of the table&apos;s total</source>
        <translation>隐藏低于表格总计此比例的核函数</translation>
    </message>
    <message>
        <source>≥ %1 %</source>
        <translation>≥ %1 %</translation>
    </message>
    <message>
        <source>Any share</source>
        <translation>任意占比</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <translation>清除所有筛选条件</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>启动次数</translation>
    </message>
    <message>
        <source>≥ %1</source>
        <translation>≥ %1</translation>
    </message>
    <message>
        <source>Any number</source>
        <translation>任意次数</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>By library</source>
        <translation>按库</translation>
    </message>
    <message>
        <source>By op</source>
        <translation>按算子</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>展开所有组</translation>
    </message>
    <message>
        <source>Close all groups</source>
        <translation>折叠所有组</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Put kernels together by library, op, rule or state, with what each group comes to</source>
        <translation>按库、算子、规则或状态归并核函数，并给出每组的合计</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 libraries</source>
        <translation>%1 个库</translation>
    </message>
    <message>
        <source>More (%1)</source>
        <translation>更多（%1）</translation>
    </message>
    <message>
        <source>Filters that are on</source>
        <translation>已启用的筛选条件</translation>
    </message>
    <message>
        <source>Show only kernels that are picked or left out, or of the chosen ops, rules, origins, tables or numbers of launches</source>
        <translation>仅显示已选入或已排除的核函数，或者属于所选算子、规则、来源、表格或启动次数的核函数</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>选入</translation>
    </message>
    <message>
        <source>Picked or not</source>
        <translation>不限是否选入</translation>
    </message>
    <message>
        <source>For the catalog</source>
        <translation>放入清单</translation>
    </message>
    <message>
        <source>Not for the catalog</source>
        <translation>不放入清单</translation>
    </message>
    <message>
        <source>Left out by hand</source>
        <translation>手动排除</translation>
    </message>
</context>
<context>
    <name>atlas::ui::FilterChip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1
Takes this filter off</source>
        <translation>%1
取消此筛选条件</translation>
    </message>
    <message>
        <source>Take the filter off: %1</source>
        <translation>取消筛选条件：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::HandbookWindow</name>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>atlas::ui::HistoryModel</name>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>▸ here</source>
        <translation>▸ 当前</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已收回</translation>
    </message>
    <message>
        <source>as in %1</source>
        <translation>与 %1 一致</translation>
    </message>
    <message>
        <source>nothing published yet</source>
        <translation>尚未发布任何内容</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>Before the first step</source>
        <translation>第一步之前</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>及另外 %1 个</translation>
    </message>
</context>
<context>
    <name>atlas::ui::HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>atlas::ui::KernelPanel</name>
    <message>
        <source>No kernel selected</source>
        <translation>未选择核函数</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What else the name encodes</source>
        <translation>名称中还含有的信息</translation>
    </message>
    <message>
        <source>Times per table</source>
        <translation>各表格中的时间</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>&amp;Accept and next</source>
        <translation>接受并转到下一个(&amp;A)</translation>
    </message>
    <message>
        <source>Pin the six values as they are and go to the next unreviewed kernel (Enter in the table, Ctrl+Enter in a field)</source>
        <translation>将六个值按现状固定，并转到下一个未审阅的核函数（在表格中按 Enter，在字段中按 Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Needs &amp;work</source>
        <translation>需要修改(&amp;W)</translation>
    </message>
    <message>
        <source>Leave it for later, marked (X in the table)</source>
        <translation>作上标记，留待以后处理（在表格中按 X）</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
    <message>
        <source>Take all your values of this kernel back</source>
        <translation>收回您为此核函数设置的所有值</translation>
    </message>
    <message>
        <source>New rule…</source>
        <translation>新建规则…</translation>
    </message>
    <message>
        <source>Write a rule from this kernel (Ctrl+R)</source>
        <translation>根据此核函数编写规则 (Ctrl+R)</translation>
    </message>
    <message>
        <source>%1 · new reading</source>
        <translation>%1 · 新的识别结果</translation>
    </message>
    <message>
        <source>The rules now read a field otherwise than when it was accepted.</source>
        <translation>规则现在对某个字段的识别与接受时不同。</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>1 kernel selected · %1</source>
        <translation>选中 1 个核函数 · %1</translation>
    </message>
    <message>
        <source>%1 kernels selected · %2</source>
        <translation>选中 %1 个核函数 · %2</translation>
    </message>
    <message>
        <source>&amp;Accept %1 and next</source>
        <translation>接受 %1 个并转到下一个(&amp;A)</translation>
    </message>
    <message>
        <source>%1 · changed since it was accepted</source>
        <translation>%1 · 接受后已被更改</translation>
    </message>
    <message>
        <source>It was accepted with other values, and someone else changed them.</source>
        <translation>它是以其他值被接受的，后来他人更改了这些值。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::KernelTableModel</name>
    <message>
        <source>Enter or a click opens and closes the group</source>
        <translation>按 Enter 或单击可展开和折叠该组</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 (1 kernel)</source>
        <translation>%1（1 个核函数）</translation>
    </message>
    <message>
        <source>%1 (%2 kernels)</source>
        <translation>%1（%2 个核函数）</translation>
    </message>
    <message>
        <source>
⚠ Launches of several shapes hide behind one average: average %1, median %2, deviation %3.</source>
        <translation>
⚠ 同一个平均值背后是多种形状的启动：平均 %1，中位数 %2，标准差 %3。</translation>
    </message>
    <message>
        <source>
① A single launch: there is no spread to judge it by.</source>
        <translation>
① 仅启动一次：没有离散程度可供判断。</translation>
    </message>
    <message>
        <source>%1 launches</source>
        <translation>%1 次启动</translation>
    </message>
    <message>
        <source>The file does not say.</source>
        <translation>文件中没有说明。</translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation>%1 ns</translation>
    </message>
</context>
<context>
    <name>atlas::ui::KernelTablePanel</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>1 kernel</source>
        <translation>1 个核函数</translation>
    </message>
    <message>
        <source>%1 kernels</source>
        <translation>%1 个核函数</translation>
    </message>
    <message>
        <source>%1 of %2 kernels · %3 of time</source>
        <translation>%2 个核函数中的 %1 个 · 占时间的 %3</translation>
    </message>
    <message>
        <source>%1 selected · %2 · %3</source>
        <translation>选中 %1 个 · %2 · %3</translation>
    </message>
    <message>
        <source>No kernel of this table passes the filters.</source>
        <translation>该表格中没有符合筛选条件的核函数。</translation>
    </message>
    <message>
        <source>This run has no kernels.</source>
        <translation>该运行没有核函数。</translation>
    </message>
    <message>
        <source>This table has no kernels.</source>
        <translation>该表格没有核函数。</translation>
    </message>
    <message>
        <source>Read as an expression; / ends it.</source>
        <translation>按正则表达式理解；以 / 结束。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::KernelTableView</name>
    <message>
        <source>Kernels</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Arrange columns…</source>
        <translation>排列各列…</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>Then by (Shift+click)</source>
        <translation>次要排序依据（Shift+单击）</translation>
    </message>
    <message>
        <source>Keep the name in sight</source>
        <translation>名称列始终可见</translation>
    </message>
    <message>
        <source>Default columns</source>
        <translation>默认列</translation>
    </message>
    <message>
        <source>Copy raw name</source>
        <translation>复制原始名称</translation>
    </message>
    <message>
        <source>Accept and next</source>
        <translation>接受并转到下一个</translation>
    </message>
    <message>
        <source>Review family…</source>
        <translation>审阅同族核函数…</translation>
    </message>
    <message>
        <source>Needs work</source>
        <translation>需修改</translation>
    </message>
    <message>
        <source>Unreviewed again</source>
        <translation>恢复为未审阅</translation>
    </message>
    <message>
        <source>Pick or leave out</source>
        <translation>选入或排除</translation>
    </message>
    <message>
        <source>Edit fields</source>
        <translation>编辑字段</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy rows as Markdown</source>
        <translation>复制行为 Markdown</translation>
    </message>
    <message>
        <source>New rule from this kernel…</source>
        <translation>根据此核函数新建规则…</translation>
    </message>
</context>
<context>
    <name>atlas::ui::LaunchesView</name>
    <message>
        <source>Launches by duration</source>
        <translation>按时长的启动次数</translation>
    </message>
    <message>
        <source>Launches by duration; the lines are median, p95 and p99</source>
        <translation>按时长的启动次数；竖线为中位数、p95 和 p99</translation>
    </message>
    <message>
        <source>Variants by grid and block</source>
        <translation>按网格和线程块的变体</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>线程块</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Launches</source>
        <translation>启动次数</translation>
    </message>
    <message>
        <source>median %1 · p95 %2 · p99 %3</source>
        <translation>中位数 %1 · p95 %2 · p99 %3</translation>
    </message>
</context>
<context>
    <name>atlas::ui::LoadingPage</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Progress of loading</source>
        <translation>加载进度</translation>
    </message>
    <message>
        <source>Stop loading (Esc)</source>
        <translation>停止加载（Esc）</translation>
    </message>
    <message>
        <source>Loading %1</source>
        <translation>正在加载 %1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::MainWindow</name>
    <message>
        <source>Kernel Atlas</source>
        <translation>Kernel Atlas</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>与其比较…</translation>
    </message>
    <message>
        <source>Reviewed share of the selection&apos;s GPU time</source>
        <translation>选定范围的 GPU 时间中已审阅的比例</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Kernel Atlas speaks the language you chose when it is started the next time.</source>
        <translation>Kernel Atlas 将在下次启动时使用您选择的语言。</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>忘记这些</translation>
    </message>
    <message>
        <source>&amp;Add a catalog…</source>
        <translation>添加清单(&amp;A)…</translation>
    </message>
    <message>
        <source>Catalog whose decisions are offered</source>
        <translation>提供以往决定的清单</translation>
    </message>
    <message>
        <source>Catalogs (*.yaml *.yml);;All files (*)</source>
        <translation>清单 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Offered now; choose one to leave it out</source>
        <translation>当前使用；选择一个可将其移除</translation>
    </message>
    <message>
        <source>Loading was cancelled.</source>
        <translation>已取消加载。</translation>
    </message>
    <message>
        <source>%1[*] – Kernel Atlas</source>
        <translation>%1[*] – Kernel Atlas</translation>
    </message>
    <message>
        <source>%1 is open in another window too (process %2). Whoever publishes later is asked to bring both sides together.</source>
        <translation>%1 在另一个窗口中也已打开（进程 %2）。较晚发布的一方会被要求将双方合并。</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>Reviewed %1 of %2</source>
        <translation>已审阅 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of the selection&apos;s GPU time</source>
        <translation>占选定范围 GPU 时间的 %1</translation>
    </message>
    <message>
        <source>%1 need work</source>
        <translation>%1 个需修改</translation>
    </message>
    <message>
        <source>%1 with new readings</source>
        <translation>%1 个有新的识别结果</translation>
    </message>
    <message>
        <source>nothing left to review</source>
        <translation>没有剩余待审阅的核函数</translation>
    </message>
    <message>
        <source>next: %1</source>
        <translation>下一个：%1</translation>
    </message>
    <message>
        <source>Rules: %1</source>
        <translation>规则：%1</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>new, not yet published</source>
        <translation>新建，尚未发布</translation>
    </message>
    <message>
        <source>no unpublished edits</source>
        <translation>没有未发布的编辑</translation>
    </message>
    <message>
        <source>%1 • %2</source>
        <translation>%1 • %2</translation>
    </message>
    <message>
        <source>Publish %1…</source>
        <translation>发布 %1…</translation>
    </message>
    <message>
        <source>Unpublished edits</source>
        <translation>未发布的编辑</translation>
    </message>
    <message>
        <source>What you edited is not published yet.</source>
        <translation>您的编辑尚未发布。</translation>
    </message>
    <message>
        <source>&amp;Publish…</source>
        <translation>发布(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Discard edits</source>
        <translation>丢弃编辑(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>留在此处(&amp;S)</translation>
    </message>
    <message>
        <source>Open catalog</source>
        <translation>打开清单</translation>
    </message>
    <message>
        <source>Catalog outside the project</source>
        <translation>项目之外的清单</translation>
    </message>
    <message>
        <source>The project file kernel-atlas.yaml names a catalog outside its own folder:

%1

Review into that file?</source>
        <translation>项目文件 kernel-atlas.yaml 指定的清单不在它自己的文件夹中：

%1

要审阅到这个文件吗？</translation>
    </message>
    <message>
        <source>&amp;Review into it</source>
        <translation>审阅到它(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Leave it alone</source>
        <translation>不使用它(&amp;L)</translation>
    </message>
    <message>
        <source>Published to %1</source>
        <translation>已发布到 %1</translation>
    </message>
    <message>
        <source>This problem belongs to no file.</source>
        <translation>此问题不属于任何文件。</translation>
    </message>
    <message>
        <source>No program is set up to open %1</source>
        <translation>没有设置用于打开 %1 的程序</translation>
    </message>
    <message>
        <source>About Kernel Atlas</source>
        <translation>关于 Kernel Atlas</translation>
    </message>
    <message>
        <source>Kernel Atlas %1

A desk for reviewing the GPU kernels of a profiling run and publishing kernels.yaml.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Kernel Atlas %1

用于审阅性能分析运行中的 GPU 核函数并发布 kernels.yaml 的工作台。

自由软件，依据 GNU 通用公共许可证第 3 版或更新版本发布。</translation>
    </message>
    <message>
        <source>The run that was open last is not there any more: %1</source>
        <translation>上次打开的运行已不存在：%1</translation>
    </message>
    <message>
        <source>The run that was open last cannot be opened now: %1</source>
        <translation>上次打开的运行现在无法打开：%1</translation>
    </message>
    <message>
        <source>conflict markers in the file</source>
        <translation>文件中有冲突标记</translation>
    </message>
    <message>
        <source>published, but not what was accepted: save again</source>
        <translation>值已发布，审阅状态未写入：请再次发布</translation>
    </message>
    <message>
        <source>not on disk as it was published</source>
        <translation>磁盘上的文件与发布时不同</translation>
    </message>
    <message>
        <source>There are several tables in %1; name one of them</source>
        <translation>%1 中有多个表；请指定其中一个</translation>
    </message>
    <message>
        <source>The program ended while it opened this run, so it is not opened by itself: %1</source>
        <translation>程序在打开此运行时意外结束，因此不会自动打开：%1</translation>
    </message>
    <message>
        <source>As it is in the run %1</source>
        <translation>显示的是运行 %1 中的数值</translation>
    </message>
    <message>
        <source>Open in review desk</source>
        <translation>在审阅台中打开</translation>
    </message>
    <message>
        <source>This kernel is of the run %1:
%2

Under review is %3:
%4

Opening the one closes the other; what is not published is asked about.</source>
        <translation>此核函数属于运行 %1：
%2

正在审阅的是 %3：
%4

打开前者会关闭后者；未发布的内容会先询问。</translation>
    </message>
    <message>
        <source>&amp;Open %1</source>
        <translation>打开 %1(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Show it in the run under review</source>
        <translation>在正在审阅的运行中显示(&amp;S)</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>This catalog is reviewed into by the run that is opened next: %1</source>
        <translation>接下来打开的运行将审阅到此清单：%1</translation>
    </message>
    <message>
        <source>Text size %1 %</source>
        <translation>文字大小 %1 %</translation>
    </message>
</context>
<context>
    <name>atlas::ui::MarkedNameView</name>
    <message>
        <source>Raw name</source>
        <translation>原始名称</translation>
    </message>
    <message>
        <source>The kernel&apos;s raw name. Underlined: literals that the rule needs and named groups of its expressions.</source>
        <translation>核函数的原始名称。带下划线的是：规则所需的字面文本及其表达式的命名组。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::MatrixModel</name>
    <message>
        <source>Friendly name</source>
        <translation>易读名称</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>What is odd</source>
        <translation>异常之处</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>总表</translation>
    </message>
    <message>
        <source>What combined should hold: its iterations × the top-level stages, over the whole table</source>
        <translation>总表应有的值：其迭代次数 × 各顶层阶段，按整个表格计</translation>
    </message>
    <message>
        <source>Kernels of one stage only, averages that differ between stages, call counts that do not add up</source>
        <translation>仅属一个阶段的核函数、各阶段间平均值不同、调用次数对不上</translation>
    </message>
    <message>
        <source>Time of one iteration</source>
        <translation>一次迭代的时间</translation>
    </message>
    <message>
        <source>Time of the whole table</source>
        <translation>整个表格的时间</translation>
    </message>
    <message>
        <source>calls do not add up</source>
        <translation>调用次数对不上</translation>
    </message>
    <message>
        <source>averages differ × %1</source>
        <translation>平均值相差 × %1</translation>
    </message>
    <message>
        <source>Not in this table</source>
        <translation>不在此表格中</translation>
    </message>
    <message>
        <source>%1 ns in %2 launches, %3 each</source>
        <translation>%1 ns，启动 %2 次，每次 %3</translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation>%1 ns</translation>
    </message>
    <message>
        <source>%1 × stages</source>
        <translation>%1 × 各阶段</translation>
    </message>
    <message>
        <source>Combined&apos;s total less what it should hold; sorted by its size</source>
        <translation>总表的总计减去其应有的值；按绝对值排序</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>One launch takes %1 times as long in one stage as in another: other shapes behind one name.</source>
        <translation>单次启动在一个阶段中的时间是另一个阶段的 %1 倍：同一名称背后有不同的形状。</translation>
    </message>
    <message>
        <source>No other of the stages that follow one another has it; a stage inside %1 may.</source>
        <translation>其他依次进行的阶段都没有它；嵌套在 %1 中的阶段可能有。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::MatrixPage</name>
    <message>
        <source>All kernels</source>
        <translation>所有核函数</translation>
    </message>
    <message>
        <source>In one stage only</source>
        <translation>仅在一个阶段中</translation>
    </message>
    <message>
        <source>Averages differ between stages</source>
        <translation>各阶段间平均值不同</translation>
    </message>
    <message>
        <source>Calls do not add up to combined</source>
        <translation>调用次数与总表对不上</translation>
    </message>
    <message>
        <source>Which kernels are shown</source>
        <translation>显示哪些核函数</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Kernels by stage</source>
        <translation>按阶段列出的核函数</translation>
    </message>
    <message>
        <source>The run has no combined table: combined is the sum of its top-level stages.</source>
        <translation>此运行没有总表：总表为各顶层阶段之和。</translation>
    </message>
    <message>
        <source>How many iterations combined holds is not clear from the call counts, so it is not set against the stages.</source>
        <translation>无法从调用次数看出总表含多少次迭代，因此不与各阶段对照。</translation>
    </message>
    <message>
        <source>%1: %2 of %3. Times are of one iteration; “%4” and “Difference” are of the whole table.</source>
        <translation>%1：%3 中的 %2。时间为一次迭代的时间；“%4”和“差异”按整个表格计。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::MergeDialog</name>
    <message>
        <source>Fields that both sides changed</source>
        <translation>双方都更改过的字段</translation>
    </message>
    <message>
        <source>Space or a double click takes the other side</source>
        <translation>按空格键或双击可改用另一方</translation>
    </message>
    <message>
        <source>%1 was changed by someone else</source>
        <translation>%1 已被他人更改</translation>
    </message>
    <message>
        <source>%1 has conflict markers</source>
        <translation>%1 含有冲突标记</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;M)</translation>
    </message>
    <message>
        <source>Go on with both sides&apos; changes; it can be undone</source>
        <translation>带着双方的更改继续；可以撤销</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不(&amp;N)</translation>
    </message>
    <message>
        <source>Publishing will ask again (Esc)</source>
        <translation>发布时会再次询问（Esc）</translation>
    </message>
    <message>
        <source>git left both sides in %1. &quot;Yours&quot; is the side above the markers&apos; middle (ours), the file&apos;s is the one below (theirs). Publishing writes the file without markers.</source>
        <translation>git 在 %1 中保留了双方的内容。“您的”是标记中间线以上的一方（ours），文件的是以下的一方（theirs）。发布时写入的文件不含标记。</translation>
    </message>
    <message>
        <source>No field was changed on both sides.</source>
        <translation>没有双方都更改过的字段。</translation>
    </message>
    <message>
        <source>One field was changed on both sides; choose which one stands.</source>
        <translation>有一个字段双方都更改过；请选择采用哪一方。</translation>
    </message>
    <message>
        <source>%1 fields were changed on both sides; choose which one stands.</source>
        <translation>有 %1 个字段双方都更改过；请选择采用哪一方。</translation>
    </message>
    <message>
        <source>All &amp;yours</source>
        <translation>全部用您的(&amp;Y)</translation>
    </message>
    <message>
        <source>All the &amp;file&apos;s</source>
        <translation>全部用文件的(&amp;F)</translation>
    </message>
    <message>
        <source>Take the &amp;other side (Space)</source>
        <translation>改用另一方(&amp;O)（空格键）</translation>
    </message>
    <message>
        <source>%1 was changed on disk since it was opened. Nothing that you set is lost: both sides are brought together, field by field.</source>
        <translation>%1 在打开之后被修改过。您的设置不会丢失：双方将逐个字段合并。</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>Go to that file with what stands in the last column; it can be undone</source>
        <translation>以最后一列中的值转到该文件；可以撤销</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>不作更改（Esc）</translation>
    </message>
    <message>
        <source>%1 says something else than you decided</source>
        <translation>%1 与您的决定不同</translation>
    </message>
    <message>
        <source>You decided about kernels before %1 was open, and it has other values for them. Yours: the value becomes a change of the file, which publishing writes. The file&apos;s: its value stands, and a kernel that you accepted with another one is unreviewed again.</source>
        <translation>您在打开 %1 之前已对一些核函数作出决定，而该文件中的值不同。选您的值：它成为对文件的更改，发布时写入。选文件的值：保留文件的值，您以其他值接受过的核函数恢复为未审阅。</translation>
    </message>
    <message>
        <source>One value differs; choose which one stands.</source>
        <translation>有一个值不同；请选择保留哪一个。</translation>
    </message>
    <message>
        <source>%1 values differ; choose which ones stand.</source>
        <translation>有 %1 个值不同；请选择保留哪些。</translation>
    </message>
    <message>
        <source>Values of kernels that were accepted and that someone else changed: %1. With the file&apos;s value, such a kernel is unreviewed again.</source>
        <translation>已接受后被他人更改的核函数的值：%1 个。选文件的值时，相应的核函数恢复为未审阅。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::NameDifferenceView</name>
    <message>
        <source>Raw name in the baseline</source>
        <translation>基准中的原始名称</translation>
    </message>
    <message>
        <source>Raw name in the candidate</source>
        <translation>候选中的原始名称</translation>
    </message>
    <message>
        <source>Marked and underlined: where the two names differ.</source>
        <translation>标出并加下划线的是：两个名称不同之处。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::NoteEdit</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Add a note…</source>
        <translation>添加备注…</translation>
    </message>
    <message>
        <source>For you and others who review; kept in the review file, never published. Ctrl+Enter keeps and accepts, Esc takes back.</source>
        <translation>供您和其他审阅者参考；保存在审阅文件中，从不发布。Ctrl+Enter 保留并接受，Esc 恢复原样。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::NoticeBar</name>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不(&amp;N)</translation>
    </message>
    <message>
        <source>Publishing will ask again</source>
        <translation>发布时会再次询问</translation>
    </message>
</context>
<context>
    <name>atlas::ui::OfferList</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>similar kernel, %1</source>
        <translation>相似的核函数，%1</translation>
    </message>
    <message>
        <source>the rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>the first script</source>
        <translation>最初的脚本</translation>
    </message>
    <message>
        <source>What could be taken</source>
        <translation>可以采用的内容</translation>
    </message>
    <message>
        <source>%1  Take %2: %3</source>
        <translation>%1  采用%2：%3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1

%2

The number takes it in the table.</source>
        <translation>%1

%2

在表格中按此数字即可采用。</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>记忆库</translation>
    </message>
    <message>
        <source>similar</source>
        <translation>相似</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>atlas::ui::OpenDialog</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Tables, captures and catalogs (%1)</source>
        <translation>表、采集文件和清单 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open this &amp;folder</source>
        <translation>打开此文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>The folder that is marked, else the one that is shown: a run, a repository, captures</source>
        <translation>选中的文件夹，否则为当前显示的文件夹：运行、仓库或采集文件</translation>
    </message>
</context>
<context>
    <name>atlas::ui::OverviewPage</name>
    <message>
        <source>Time by stage and library</source>
        <translation>按阶段和库划分的时间</translation>
    </message>
    <message>
        <source>Time by stage and op</source>
        <translation>按阶段和算子划分的时间</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Launches</source>
        <translation>启动次数</translation>
    </message>
    <message>
        <source>How busy the GPU was</source>
        <translation>GPU 的繁忙程度</translation>
    </message>
    <message>
        <source>GPU time of an iteration within its wall time. Type the wall time of an iteration, measured without the profiler if you can; it is remembered for this run.</source>
        <translation>一次迭代的 GPU 时间在其墙钟时间中所占的部分。请输入一次迭代的墙钟时间，最好在不使用性能分析器时测得；此运行会记住该值。</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Wall time of an iteration of %1 in milliseconds</source>
        <translation>%1 一次迭代的墙钟时间（毫秒）</translation>
    </message>
    <message>
        <source>Kernel launches of an iteration. Click a bar for the stage&apos;s table.</source>
        <translation>一次迭代的核函数启动次数。单击条形可转到该阶段的表格。</translation>
    </message>
    <message>
        <source>GPU time of one iteration. Click a piece for its kernels.</source>
        <translation>一次迭代的 GPU 时间。单击某一段可查看其核函数。</translation>
    </message>
    <message>
        <source>GPU time of one iteration; of the whole table where the iterations are not known. Click a piece for its kernels.</source>
        <translation>一次迭代的 GPU 时间；迭代次数未知时为整个表格的时间。单击某一段可查看其核函数。</translation>
    </message>
    <message>
        <source>The selection, %1 of %2 kernels, covers %3 of the combined time. Each bar adds the next kernel to those before it.</source>
        <translation>选定的 %1 个核函数（共 %2 个）覆盖总表时间的 %3。每一条在前面的基础上再加一个核函数。</translation>
    </message>
    <message>
        <source>Kernel launches of an iteration; of the whole table where the iterations are not known. Click a bar for the stage&apos;s table.</source>
        <translation>一次迭代的核函数启动次数；迭代次数未知时为整个表格的启动次数。单击条形可转到该阶段的表格。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::PacksModel</name>
    <message>
        <source>broken now; what it said before counts</source>
        <translation>现已损坏；仍沿用之前的内容</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 项检查结果</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>%1 项检查结果</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Pack</source>
        <translation>规则包</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Read in</source>
        <translation>读取用时</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>（无名称）</translation>
    </message>
    <message>
        <source>part of the program</source>
        <translation>程序自带</translation>
    </message>
</context>
<context>
    <name>atlas::ui::PairDialog</name>
    <message>
        <source>&amp;Pair these two</source>
        <translation>将这两个配对(&amp;P)</translation>
    </message>
    <message>
        <source>Pair by hand</source>
        <translation>手动配对</translation>
    </message>
    <message>
        <source>Which kernel of the baseline was this one?</source>
        <translation>这个核函数在基准中是哪一个？</translation>
    </message>
    <message>
        <source>Which kernel of the candidate is this one now?</source>
        <translation>这个核函数现在是候选中的哪一个？</translation>
    </message>
    <message>
        <source>Filter names</source>
        <translation>筛选名称</translation>
    </message>
    <message>
        <source>Kernels without partner, most alike in time first</source>
        <translation>没有对应项的核函数，时间最接近的在前</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
</context>
<context>
    <name>atlas::ui::PairPanel</name>
    <message>
        <source>No pair selected</source>
        <translation>未选择配对</translation>
    </message>
    <message>
        <source>Distribution of one call</source>
        <translation>单次调用时间的分布</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>&amp;Open in desk</source>
        <translation>在审阅台中打开(&amp;O)</translation>
    </message>
    <message>
        <source>Show this kernel in the review desk of its run (Enter in the table)</source>
        <translation>在其运行的审阅台中显示此核函数（在表格中按 Enter）</translation>
    </message>
    <message>
        <source>Sa&amp;me kernel</source>
        <translation>是同一核函数(&amp;M)</translation>
    </message>
    <message>
        <source>This pair is right; keep it (C in the table)</source>
        <translation>此配对正确；保留（在表格中按 C）</translation>
    </message>
    <message>
        <source>&amp;Not the same</source>
        <translation>不是同一个(&amp;N)</translation>
    </message>
    <message>
        <source>Never pair these two (X in the table)</source>
        <translation>永不将这两个配对（在表格中按 X）</translation>
    </message>
    <message>
        <source>&amp;Pair with…</source>
        <translation>与其配对(&amp;P)…</translation>
    </message>
    <message>
        <source>Choose its partner by hand (M in the table)</source>
        <translation>手动选择其对应项（在表格中按 M）</translation>
    </message>
    <message>
        <source>Δ total %1: calls %2, speed %3.</source>
        <translation>Δ 总计 %1：调用 %2，速度 %3。</translation>
    </message>
    <message>
        <source>%1. %2 %3</source>
        <translation>%1。%2 %3</translation>
    </message>
    <message>
        <source>%1; one call %2. %3</source>
        <translation>%1；单次调用 %2。%3</translation>
    </message>
    <message>
        <source>%1: one call %2 %3. %4</source>
        <translation>%1：单次调用 %2 %3。%4</translation>
    </message>
    <message>
        <source>Names: baseline, then candidate; what differs is marked</source>
        <translation>名称：先基准，后候选；不同之处已标出</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ProblemsModel</name>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>No problems: every file of the run, the rules and the catalog was read whole.</source>
        <translation>没有问题：此运行、规则和清单的每个文件都已完整读取。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>atlas::ui::PublishDialog</name>
    <message>
        <source>Publish %1</source>
        <translation>发布 %1</translation>
    </message>
    <message>
        <source>&amp;Publish</source>
        <translation>发布(&amp;P)</translation>
    </message>
    <message>
        <source>Write exactly these changes</source>
        <translation>只写入这些更改</translation>
    </message>
    <message>
        <source>Write nothing (Esc)</source>
        <translation>不写入任何内容（Esc）</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>File to publish to</source>
        <translation>发布到的文件</translation>
    </message>
    <message>
        <source>Where the new kernels.yaml goes</source>
        <translation>新的 kernels.yaml 的位置</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose the catalog file</source>
        <translation>选择清单文件</translation>
    </message>
    <message>
        <source>&amp;top of each table:</source>
        <translation>每个表格的前几个(&amp;T)：</translation>
    </message>
    <message>
        <source>as many as &amp;cover, in percent of time:</source>
        <translation>覆盖到时间的百分比(&amp;C)：</translation>
    </message>
    <message>
        <source>&amp;all</source>
        <translation>全部(&amp;A)</translation>
    </message>
    <message>
        <source>The kernels with the most time in each table, each name once</source>
        <translation>每个表格中时间最多的核函数，每个名称只列一次</translation>
    </message>
    <message>
        <source>As many kernels of each top-level table as reach this share of its time</source>
        <translation>每个顶层表格中达到其时间此比例所需的核函数</translation>
    </message>
    <message>
        <source>Every kernel of the run</source>
        <translation>此运行的每个核函数</translation>
    </message>
    <message>
        <source>Kernels of each table</source>
        <translation>每个表格的核函数数</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>&amp;Remove kernels that this run does not have</source>
        <translation>移除此运行中没有的核函数(&amp;R)</translation>
    </message>
    <message>
        <source>Off: they stay in the file. On: the changes below show each one that goes.</source>
        <translation>关闭：保留在文件中。开启：下方的更改逐个显示将被移除的核函数。</translation>
    </message>
    <message>
        <source>Publish to</source>
        <translation>发布到</translation>
    </message>
    <message>
        <source>Catalogs (*.yaml *.yml);;All files (*)</source>
        <translation>清单 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Working out what would be written…</source>
        <translation>正在计算将要写入的内容…</translation>
    </message>
    <message>
        <source>The file has conflict markers of git. Decide them first: Review, Decide conflicts.</source>
        <translation>文件含有 git 的冲突标记。请先解决：审阅 → 解决冲突。</translation>
    </message>
    <message>
        <source>Nothing to publish: the file already says all this.</source>
        <translation>无需发布：文件已包含全部内容。</translation>
    </message>
    <message>
        <source>Choose the file first.</source>
        <translation>请先选择文件。</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>⚠ Tables of the run that could not be read: %1. Kernels that only they hold are missing here.</source>
        <translation>⚠ 该运行中无法读取的表格：%1。仅见于这些表格的核函数不在此处。</translation>
    </message>
    <message>
        <source>Nothing to publish: the run has no kernels.</source>
        <translation>没有可发布的内容：该运行没有核函数。</translation>
    </message>
    <message>
        <source>The catalog file. Of a file that exists, only what you changed changes; the changes below are of this file.</source>
        <translation>清单文件。对于已有的文件，只有您更改的内容会改变；下面的更改就是针对此文件的。</translation>
    </message>
    <message>
        <source>The catalog that is open.</source>
        <translation>当前打开的清单。</translation>
    </message>
    <message>
        <source>A new file.</source>
        <translation>新文件。</translation>
    </message>
    <message>
        <source>A new file: %1 with your changes. The review goes on there.</source>
        <translation>新文件：%1 加上您的更改。审阅将在该文件中继续。</translation>
    </message>
    <message>
        <source>⚠ A file that is there already and cannot be read as a catalog.</source>
        <translation>⚠ 该文件已存在，但无法作为清单读取。</translation>
    </message>
    <message>
        <source>⚠ Another catalog that is there already, with %1 kernels.</source>
        <translation>⚠ 已存在的另一份清单，含 %1 个核函数。</translation>
    </message>
    <message>
        <source>It contradicts nothing that you decided.</source>
        <translation>它与您的决定没有矛盾。</translation>
    </message>
    <message>
        <source>One value of it differs from what you decided; you are asked about it.</source>
        <translation>其中有一个值与您的决定不同；发布时会询问您。</translation>
    </message>
    <message>
        <source>%1 values of it differ from what you decided; you are asked about them.</source>
        <translation>其中有 %1 个值与您的决定不同；发布时会询问您。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RawNameView</name>
    <message>
        <source>Raw name</source>
        <translation>原始名称</translation>
    </message>
    <message>
        <source>The name as the profiler wrote it, broken into lines. Marked: what the field in focus was read from.</source>
        <translation>性能分析器写出的名称，已分行。标出的是：焦点所在字段识别所依据的部分。</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>复制所选内容</translation>
    </message>
    <message>
        <source>Copy raw name</source>
        <translation>复制原始名称</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ReadingChangesModel</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>hidden: you set this field</source>
        <translation>不可见：此字段由您设置</translation>
    </message>
    <message>
        <source>hidden: the catalog says it</source>
        <translation>不可见：由清单给出</translation>
    </message>
    <message>
        <source>hidden: accepted as it was</source>
        <translation>不可见：已按原样接受</translation>
    </message>
    <message>
        <source>says the same as %1</source>
        <translation>与 %1 的识别结果相同</translation>
    </message>
    <message>
        <source>rule %1 goes before it</source>
        <translation>规则 %1 先于它</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RefreshDialog</name>
    <message>
        <source>Take new readings</source>
        <translation>采用新的识别结果</translation>
    </message>
    <message>
        <source>Reading the catalog&apos;s kernels again…</source>
        <translation>正在重新识别清单中的核函数…</translation>
    </message>
    <message>
        <source>&amp;Take</source>
        <translation>采用(&amp;T)</translation>
    </message>
    <message>
        <source>Fields that would change</source>
        <translation>将要更改的字段</translation>
    </message>
    <message>
        <source>No field of %1 would change: what machines wrote is what the rules read now, the rest was set by people.</source>
        <translation>%1 没有字段会更改：由机器写入的内容与规则现在的识别结果一致，其余由人设置。</translation>
    </message>
    <message>
        <source>Fields of %1 that a machine wrote and no person set, and that the rules read otherwise now. Accepted kernels that change are unreviewed afterwards.</source>
        <translation>%1 中由机器写入、无人设置、且规则现在识别结果不同的字段。发生更改的已接受核函数随后变为未审阅。</translation>
    </message>
    <message>
        <source>&amp;Take 1 reading</source>
        <translation>采用 1 项识别结果(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Take %1 readings</source>
        <translation>采用 %1 项识别结果(&amp;T)</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RenameBar</name>
    <message>
        <source>Names &amp;changed by</source>
        <translation>名称变更(&amp;C)</translation>
    </message>
    <message>
        <source>Substitution in names</source>
        <translation>名称中的替换</translation>
    </message>
    <message>
        <source>Kernels whose names are equal once this is done to both sides&apos; names are a pair; kept with the decisions about pairs (Enter)</source>
        <translation>两侧名称都做此替换后相同的核函数即为一对；与配对决定一起保存（Enter）</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>撤回：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ReplaceForm</name>
    <message>
        <source>&amp;Regular expression</source>
        <translation>正则表达式(&amp;R)</translation>
    </message>
    <message>
        <source>I&amp;gnore case</source>
        <translation>忽略大小写(&amp;G)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>In a regular expression \1 to \9 stand for what its parentheses matched, \0 for all of it</source>
        <translation>在正则表达式中，\1 至 \9 代表其括号匹配到的内容，\0 代表整个匹配</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>Re&amp;place with</source>
        <translation>替换为(&amp;P)</translation>
    </message>
    <message>
        <source>RE2 syntax, as in the filter; a dot does not match a line break</source>
        <translation>RE2 语法，与筛选相同；点号不匹配换行符</translation>
    </message>
    <message>
        <source>Find &quot;gemm&quot; also in &quot;GEMM&quot;</source>
        <translation>查找“gemm”时也找到“GEMM”</translation>
    </message>
    <message>
        <source>in:</source>
        <translation>范围：</translation>
    </message>
    <message>
        <source>Look in this field</source>
        <translation>在此字段中查找</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RuleDesk</name>
    <message>
        <source>%1 over standard</source>
        <translation>%1 优先于 standard</translation>
    </message>
    <message>
        <source>%1 packs over standard</source>
        <translation>%1 个规则包优先于 standard</translation>
    </message>
    <message>
        <source>Reading the rules was stopped.</source>
        <translation>已停止读取规则。</translation>
    </message>
    <message>
        <source>%1 is broken; what it said before still counts: %2</source>
        <translation>%1 已损坏；仍沿用之前的内容：%2</translation>
    </message>
    <message>
        <source>Rules: %1</source>
        <translation>规则：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RuleEditor</name>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>&amp;Save rule</source>
        <translation>保存规则(&amp;S)</translation>
    </message>
    <message>
        <source>New rule from %1</source>
        <translation>根据 %1 新建规则</translation>
    </message>
    <message>
        <source>Kernels that the rule matches</source>
        <translation>规则匹配的核函数</translation>
    </message>
    <message>
        <source>The rule as text</source>
        <translation>规则文本</translation>
    </message>
    <message>
        <source>The rule as it will stand in the pack; everything in the handbook of rules can be written here</source>
        <translation>规则在规则包中的样子；规则手册中的一切都可以写在这里</translation>
    </message>
    <message>
        <source>Save &amp;into</source>
        <translation>保存到(&amp;I)</translation>
    </message>
    <message>
        <source>Pack to save into</source>
        <translation>保存到的规则包</translation>
    </message>
    <message>
        <source>The rule becomes the first of this pack; comments and layout of the file stay as they are</source>
        <translation>此规则将成为该规则包的第一条；文件的注释和版式保持不变</translation>
    </message>
    <message>
        <source>Write the rule and this kernel as its example (Ctrl+S)</source>
        <translation>写入规则，并以此核函数作为示例 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write nothing (Esc)</source>
        <translation>不写入任何内容（Esc）</translation>
    </message>
    <message>
        <source>%1 (new)</source>
        <translation>%1（新建）</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>Rule packs (*.yaml)</source>
        <translation>规则包 (*.yaml)</translation>
    </message>
    <message>
        <source>not a rule as yet</source>
        <translation>还不是一条规则</translation>
    </message>
    <message>
        <source>✓ matches this kernel</source>
        <translation>✓ 匹配此核函数</translation>
    </message>
    <message>
        <source>✗ does not match this kernel</source>
        <translation>✗ 不匹配此核函数</translation>
    </message>
    <message>
        <source>not in the name: %1</source>
        <translation>名称中没有：%1</translation>
    </message>
    <message>
        <source>must not be in the name: %1</source>
        <translation>名称中不得有：%1</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>“%1” is a new library; saving adds it to the pack&apos;s libraries.</source>
        <translation>“%1”是新的库；保存时会加入该规则包的库列表。</translation>
    </message>
    <message>
        <source>Other rules of this pack have problems; see the packs.</source>
        <translation>此规则包的其他规则有问题；请查看规则包。</translation>
    </message>
    <message>
        <source>Matches no kernel of this run</source>
        <translation>不匹配此运行的任何核函数</translation>
    </message>
    <message>
        <source>Matches 1 kernel, %1 of the time</source>
        <translation>匹配 1 个核函数，占时间的 %1</translation>
    </message>
    <message>
        <source>Matches %1 kernels, %2 of the time</source>
        <translation>匹配 %1 个核函数，占时间的 %2</translation>
    </message>
    <message>
        <source>nothing shown would change</source>
        <translation>显示的内容都不会改变</translation>
    </message>
    <message>
        <source>%1 would look different</source>
        <translation>%1 个将显示不同</translation>
    </message>
    <message>
        <source>%1 would not, because you, the catalog or an acceptance says the field</source>
        <translation>%1 个不会，因为该字段由您、清单或已接受的值决定</translation>
    </message>
    <message>
        <source>The rule is not saved.</source>
        <translation>规则尚未保存。</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>留在此处(&amp;S)</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RuleFormView</name>
    <message>
        <source>&amp;Id</source>
        <translation>标识(&amp;I)</translation>
    </message>
    <message>
        <source>The rule&apos;s own name, once in its pack</source>
        <translation>规则自身的名称，在其规则包中唯一</translation>
    </message>
    <message>
        <source>&amp;Literals</source>
        <translation>字面文本(&amp;L)</translation>
    </message>
    <message>
        <source>Texts that must all be in the name, one a line</source>
        <translation>名称中必须全部出现的文本，每行一个</translation>
    </message>
    <message>
        <source>E&amp;xpression</source>
        <translation>表达式(&amp;X)</translation>
    </message>
    <message>
        <source>A regular expression (RE2) that must match; named groups (?P&lt;M&gt;\d+) become {M} in the fields</source>
        <translation>必须匹配的正则表达式（RE2）；命名组 (?P&lt;M&gt;\d+) 在字段中成为 {M}</translation>
    </message>
    <message>
        <source>&amp;Confidence</source>
        <translation>置信度(&amp;C)</translation>
    </message>
    <message>
        <source>certain: the library says so itself; likely: many names agree; guess: a hint</source>
        <translation>certain（确定）：库自身如此表明；likely（很可能）：许多名称一致；guess（推测）：仅为线索</translation>
    </message>
    <message>
        <source>Li&amp;brary</source>
        <translation>库(&amp;B)</translation>
    </message>
    <message>
        <source>The library that the kernel comes from</source>
        <translation>核函数所属的库</translation>
    </message>
    <message>
        <source>&amp;Friendly name</source>
        <translation>易读名称(&amp;F)</translation>
    </message>
    <message>
        <source>{M} puts in what the group M caught; (…) is left out when not known</source>
        <translation>{M} 处填入组 M 匹配到的内容；未知时省略 (…)</translation>
    </message>
    <message>
        <source>&amp;Operation</source>
        <translation>算子(&amp;O)</translation>
    </message>
    <message>
        <source>What the kernel does</source>
        <translation>核函数做什么</translation>
    </message>
    <message>
        <source>Data &amp;type</source>
        <translation>数据类型(&amp;T)</translation>
    </message>
    <message>
        <source>Type of the main input data; a capture may say it: {dtype}</source>
        <translation>主要输入数据的类型；可以由捕获给出：{dtype}</translation>
    </message>
    <message>
        <source>&amp;Generic</source>
        <translation>通用(&amp;G)</translation>
    </message>
    <message>
        <source>Shapes of any call: (M, K), (K, N) -&gt; (M, N)</source>
        <translation>任意调用的形状：(M, K), (K, N) -&gt; (M, N)</translation>
    </message>
    <message>
        <source>Fi&amp;xed</source>
        <translation>固定(&amp;X)</translation>
    </message>
    <message>
        <source>What the name enforces; empty for nothing</source>
        <translation>名称限定的形状；留空表示不限定</translation>
    </message>
    <message>
        <source>&amp;Tiled</source>
        <translation>分块(&amp;T)</translation>
    </message>
    <message>
        <source>What one block works on: ({M}, {K}), ({K}, {N}) -&gt; ({M}, {N})</source>
        <translation>一个线程块处理的形状：({M}, {K}), ({K}, {N}) -&gt; ({M}, {N})</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>说明(&amp;D)</translation>
    </message>
    <message>
        <source>A sentence or two on what the kernel does</source>
        <translation>用一两句话说明核函数做什么</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>理由(&amp;R)</translation>
    </message>
    <message>
        <source>One sentence on why the rule reads so, for the details</source>
        <translation>用一句话说明规则为何如此识别，显示在详情中</translation>
    </message>
    <message>
        <source>The text beside is no rule as yet; its mistake is named below it.</source>
        <translation>旁边的文本还不是一条规则；其错误列在文本下方。</translation>
    </message>
    <message>
        <source>see the text</source>
        <translation>见文本</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RulesDialog</name>
    <message>
        <source>Packs in use</source>
        <translation>使用中的规则包</translation>
    </message>
    <message>
        <source>&amp;Open file</source>
        <translation>打开文件(&amp;O)</translation>
    </message>
    <message>
        <source>Open the pack&apos;s file in the program that is set up for it</source>
        <translation>用设置的程序打开规则包的文件</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一个</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二个</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>&amp;Packs in use</source>
        <translation>使用中的规则包(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Compare packs</source>
        <translation>比较规则包(&amp;C)</translation>
    </message>
    <message>
        <source>Read kernels by</source>
        <translation>核函数的识别方式</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>重新加载(&amp;R)</translation>
    </message>
    <message>
        <source>Read the pack files again; they are also read when they change (F5)</source>
        <translation>重新读取规则包文件；文件更改时也会自动读取 (F5)</translation>
    </message>
    <message>
        <source>Read &amp;kernels by</source>
        <translation>核函数的识别方式(&amp;K)</translation>
    </message>
    <message>
        <source>Findings of the pack</source>
        <translation>规则包的检查结果</translation>
    </message>
    <message>
        <source>The first rule that matches speaks. Packs are searched from top to bottom: those of the project file, then yours in %1 by file name, then standard.</source>
        <translation>由第一条匹配的规则决定。规则包自上而下查找：先是项目文件中的，然后是 %1 中您自己的（按文件名），最后是 standard。</translation>
    </message>
    <message>
        <source>&amp;First</source>
        <translation>第一个(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Second</source>
        <translation>第二个(&amp;S)</translation>
    </message>
    <message>
        <source>Kernels that the packs read differently</source>
        <translation>两个规则包识别结果不同的核函数</translation>
    </message>
    <message>
        <source>your packs over standard</source>
        <translation>您的规则包优先于 standard</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>standard</translation>
    </message>
    <message>
        <source>seed: the published script</source>
        <translation>seed：已发布的脚本</translation>
    </message>
    <message>
        <source>%1 alone</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>A pack file…</source>
        <translation>规则包文件…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>No findings.</source>
        <translation>没有检查结果。</translation>
    </message>
    <message>
        <source>Rule packs (*.yaml *.yml);;All files (*)</source>
        <translation>规则包 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>No program is set up to open %1</source>
        <translation>没有设置用于打开 %1 的程序</translation>
    </message>
    <message>
        <source>Reading the run by both…</source>
        <translation>正在用两者识别此运行…</translation>
    </message>
    <message>
        <source>Both read every kernel of this run alike.</source>
        <translation>两者对此运行的每个核函数识别结果相同。</translation>
    </message>
    <message>
        <source>%1 of %2 kernels are read otherwise, %3 of the time</source>
        <translation>%2 个核函数中有 %1 个识别结果不同，占时间的 %3</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RunPage</name>
    <message>
        <source>combined = %1 × %2, %3 explained</source>
        <translation>总表 = %1 × %2，可解释 %3</translation>
    </message>
    <message>
        <source>Changes, problems and history</source>
        <translation>更改、问题和历史</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>CUDA %1</source>
        <translation>CUDA %1</translation>
    </message>
    <message>
        <source>1 kernel</source>
        <translation>1 个核函数</translation>
    </message>
    <message>
        <source>%1 kernels</source>
        <translation>%1 个核函数</translation>
    </message>
    <message>
        <source>There is no offer %1 for this kernel.</source>
        <translation>此核函数没有第 %1 项建议。</translation>
    </message>
    <message>
        <source>No unreviewed kernel has an earlier decision that says something new.</source>
        <translation>没有未审阅的核函数具有能带来新内容的以往决定。</translation>
    </message>
    <message>
        <source>Every kernel of the selection is reviewed.</source>
        <translation>选定范围内的每个核函数都已审阅。</translation>
    </message>
    <message>
        <source>Left out of the catalog: %1</source>
        <translation>已从清单中排除：%1</translation>
    </message>
    <message>
        <source>Picked for the catalog: %1</source>
        <translation>已选入清单：%1</translation>
    </message>
    <message>
        <source>There is no other one.</source>
        <translation>没有别的了。</translation>
    </message>
    <message>
        <source>Changes to %1 (%2)</source>
        <translation>对 %1 的更改（%2）</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>问题（%1）</translation>
    </message>
    <message>
        <source>Choose a kernel first.</source>
        <translation>请先选择一个核函数。</translation>
    </message>
    <message>
        <source>Rule saved to %1</source>
        <translation>规则已保存到 %1</translation>
    </message>
    <message>
        <source>Accepted %1 with a failed check: %2</source>
        <translation>已接受 %1，但有一项检查未通过：%2</translation>
    </message>
    <message>
        <source>Set 1 value. %1 takes it back.</source>
        <translation>已设置 1 个值。%1 收回。</translation>
    </message>
    <message>
        <source>Set %1 values. %2 takes them back.</source>
        <translation>已设置 %1 个值。%2 收回。</translation>
    </message>
    <message>
        <source>Taken: %1. %2 takes it back.</source>
        <translation>已采用：%1。%2 收回。</translation>
    </message>
    <message>
        <source>⚠ 1 table could not be read</source>
        <translation>⚠ 有 1 个表格无法读取</translation>
    </message>
    <message>
        <source>⚠ %1 tables could not be read</source>
        <translation>⚠ 有 %1 个表格无法读取</translation>
    </message>
    <message>
        <source>The worst of them: %1</source>
        <translation>其中最严重的：%1</translation>
    </message>
    <message>
        <source>Unfinished shape</source>
        <translation>未完成的形状</translation>
    </message>
    <message>
        <source>%1 of %2 cannot be read: %3</source>
        <translation>%2 的%1无法读取：%3</translation>
    </message>
    <message>
        <source>&amp;Go to the field</source>
        <translation>转到该字段(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Accept all the same</source>
        <translation>仍然接受(&amp;A)</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RunSession</name>
    <message>
        <source>reset the fields of one kernel</source>
        <translation>重置一个核函数的字段</translation>
    </message>
</context>
<context>
    <name>atlas::ui::RunsInput</name>
    <message>
        <source>Add a run</source>
        <translation>添加运行</translation>
    </message>
    <message>
        <source>Add a run to the %1</source>
        <translation>为%1添加一个运行</translation>
    </message>
    <message>
        <source>One more run on this side</source>
        <translation>这一侧再加一个运行</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Without this run</source>
        <translation>去掉此运行</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Browse for the %1</source>
        <translation>浏览以选择%1</translation>
    </message>
    <message>
        <source>Without %1</source>
        <translation>去掉%1</translation>
    </message>
    <message>
        <source>%1 is named twice on one side.</source>
        <translation>%1 在同一侧出现了两次。</translation>
    </message>
    <message>
        <source>Which run is the %1?</source>
        <translation>%1是哪个运行？</translation>
    </message>
    <message>
        <source>There is no kernel table for the %1 in %2</source>
        <translation>在 %2 中没有用作%1的核函数表</translation>
    </message>
    <message>
        <source>%1 runs lie in the folder of the %2; choose one from its list.</source>
        <translation>“%2”的文件夹中有 %1 个运行；请从列表中选择一个。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::SeriesModel</name>
    <message>
        <source>Mean time of one call: the baseline, then each candidate</source>
        <translation>单次调用的平均时间：先是基准，然后是每个候选</translation>
    </message>
    <message>
        <source>Δ total to the baseline, change of one call, verdict</source>
        <translation>相对基准的 Δ 总计、单次调用的变化、结论</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>核函数</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Baseline %1</source>
        <translation>基准 %1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::SeriesPanel</name>
    <message>
        <source>Kernels in all runs</source>
        <translation>所有运行中的核函数</translation>
    </message>
</context>
<context>
    <name>atlas::ui::SessionJournal</name>
    <message>
        <source>Edits are not kept if the program ends before you publish: %1</source>
        <translation>如果程序在您发布之前结束，编辑将不会保留：%1</translation>
    </message>
</context>
<context>
    <name>atlas::ui::SetFieldForm</name>
    <message>
        <source>&amp;Value</source>
        <translation>值(&amp;V)</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What of each kernel is set</source>
        <translation>设置每个核函数的哪一项</translation>
    </message>
    <message>
        <source>Enter begins a new line, Ctrl+Enter applies</source>
        <translation>Enter 换行，Ctrl+Enter 应用</translation>
    </message>
    <message>
        <source>Value for all</source>
        <translation>全体的值</translation>
    </message>
    <message>
        <source>F&amp;ield</source>
        <translation>字段(&amp;I)</translation>
    </message>
    <message>
        <source>none   (for example (M, K), (K, N) -&gt; (M, N))</source>
        <translation>无   （例如 (M, K), (K, N) -&gt; (M, N)）</translation>
    </message>
    <message>
        <source>Type the value that all of them get.</source>
        <translation>请输入全部核函数将采用的值。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ShapeEdit</name>
    <message>
        <source>Add operand behind</source>
        <translation>在后面添加操作数</translation>
    </message>
    <message>
        <source>Remove operand</source>
        <translation>移除操作数</translation>
    </message>
    <message>
        <source>Edit as cells	F2</source>
        <translation>以单元格编辑	F2</translation>
    </message>
    <message>
        <source>Edit as text	F2</source>
        <translation>以文本编辑	F2</translation>
    </message>
    <message>
        <source>Shapes in use	Ctrl+Space</source>
        <translation>在用的形状	Ctrl+Space</translation>
    </message>
    <message>
        <source>%1, input %2 of %3</source>
        <translation>%1，第 %2 个输入，共 %3 个</translation>
    </message>
    <message>
        <source>%1, output %2 of %3</source>
        <translation>%1，第 %2 个输出，共 %3 个</translation>
    </message>
    <message>
        <source>Operands before and behind the arrow; empty for none. &quot;,&quot; adds one, &quot;-&gt;&quot; goes to the outputs, Backspace in an empty one removes it, Left and Right go to the next, Ctrl+Space offers what others have, F2 shows the whole text</source>
        <translation>箭头前后的操作数；留空表示无。“,”添加一个，“-&gt;”转到输出，在空操作数中按退格键将其移除，左右方向键转到相邻的操作数，Ctrl+Space 列出其他核函数所用的，F2 显示完整文本</translation>
    </message>
</context>
<context>
    <name>atlas::ui::Shortcuts</name>
    <message>
        <source>%1 (%2 in the table)</source>
        <translation>%1（在表格中为 %2）</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ShortcutsDialog</name>
    <message>
        <source>E&amp;xchange</source>
        <translation>交换(&amp;X)</translation>
    </message>
    <message>
        <source>This one gets the key, the other one its former key</source>
        <translation>此命令得到该按键，另一个命令得到它原来的按键</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>无按键(&amp;N)</translation>
    </message>
    <message>
        <source>The command has no key then</source>
        <translation>该命令将没有按键</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
    <message>
        <source>The keys that it has by itself</source>
        <translation>它默认的按键</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>全部重置(&amp;A)</translation>
    </message>
    <message>
        <source>All keys as they were at first</source>
        <translation>所有按键恢复为最初的样子</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter by what a key does, by the key or by where it acts</source>
        <translation>按按键的作用、按键本身或其作用处筛选</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Press the new key here</source>
        <translation>在此按下新按键</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>New key for “%1”:</source>
        <translation>“%1”的新按键：</translation>
    </message>
    <message>
        <source>“%1” cannot be changed</source>
        <translation>“%1”不能更改</translation>
    </message>
    <message>
        <source>“%1” (%2)</source>
        <translation>“%1”（%2）</translation>
    </message>
    <message>
        <source>%1 alone types text; outside of a table a key needs Ctrl, Alt or a function key.</source>
        <translation>单按 %1 会输入文字；在表格之外，按键需要 Ctrl、Alt 或功能键。</translation>
    </message>
    <message>
        <source>%1 is taken and cannot be given away: %2.</source>
        <translation>%1 已被占用且不能让出：%2。</translation>
    </message>
    <message>
        <source>%1 is taken by %2.</source>
        <translation>%1 已被%2占用。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::ShortcutsModel</name>
    <message>
        <source>everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>run page</source>
        <translation>运行页面</translation>
    </message>
    <message>
        <source>comparison page</source>
        <translation>比较页面</translation>
    </message>
    <message>
        <source>kernel table</source>
        <translation>核函数表</translation>
    </message>
    <message>
        <source>table of pairs</source>
        <translation>配对表</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>other views</source>
        <translation>其他视图</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>作用处</translation>
    </message>
    <message>
        <source>%1 · fixed</source>
        <translation>%1 · 固定</translation>
    </message>
    <message>
        <source>Changed; has no key by itself</source>
        <translation>已更改；默认没有按键</translation>
    </message>
    <message>
        <source>Changed; was %1</source>
        <translation>已更改；原为 %1</translation>
    </message>
    <message>
        <source>%1. Cannot be changed.</source>
        <translation>%1。不能更改。</translation>
    </message>
</context>
<context>
    <name>atlas::ui::SideBySidePanel</name>
    <message>
        <source>Kernels of the baseline</source>
        <translation>基准的核函数</translation>
    </message>
    <message>
        <source>Kernels of the candidate</source>
        <translation>候选的核函数</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>%1 %2 · %3 · %4 kernels, as in the file</source>
        <translation>%1 %2 · %3 · %4 个核函数，与文件一致</translation>
    </message>
</context>
<context>
    <name>atlas::ui::StageTabBar</name>
    <message>
        <source>Tables of the run</source>
        <translation>此运行的表格</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>总表</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>stage × kernel</source>
        <translation>阶段 × 核函数</translation>
    </message>
    <message>
        <source>All tables side by side: which kernel takes how long where, and whether the stages make up combined</source>
        <translation>所有表格并排：哪个核函数在何处耗时多少，以及各阶段是否构成总表</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Where the time goes, in pictures</source>
        <translation>用图形显示时间花在哪里</translation>
    </message>
</context>
<context>
    <name>atlas::ui::StartPage</name>
    <message>
        <source>Open the &amp;sample run</source>
        <translation>打开示例运行(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare runs…</source>
        <translation>比较运行(&amp;C)…</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>最近的运行</translation>
    </message>
    <message>
        <source>Open a profiling run: a run folder, an nsys folder, a repository or one table file (Ctrl+O)</source>
        <translation>打开一次性能分析运行：运行文件夹、nsys 文件夹、代码仓库或单个表格文件 (Ctrl+O)</translation>
    </message>
    <message>
        <source>A small run with invented timings, to look around</source>
        <translation>一个计时为虚构的小型运行，供熟悉界面之用</translation>
    </message>
    <message>
        <source>Or drop a run folder, a repository or a kernel table anywhere in this window. Tables of nsys stats are found by what they hold, not by their name.</source>
        <translation>或者将运行文件夹、代码仓库或核函数表格拖放到此窗口的任意位置。nsys stats 的表格按内容识别，而不是按名称。</translation>
    </message>
    <message>
        <source>What changed between two runs, by how much, and whether the numbers can say so (Ctrl+D)</source>
        <translation>两次运行之间改变了什么、改变了多少，以及数据能否说明 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Open the run all the &amp;same</source>
        <translation>仍然打开该运行(&amp;S)</translation>
    </message>
    <message>
        <source>Show the comparison all the sa&amp;me</source>
        <translation>仍然显示该比较(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
</context>
<context>
    <name>atlas::ui::TablesDialog</name>
    <message>
        <source>kernel summary</source>
        <translation>核函数汇总</translation>
    </message>
    <message>
        <source>launches, one a row</source>
        <translation>启动记录，每行一次</translation>
    </message>
    <message>
        <source>kernels by grid and block</source>
        <translation>按网格和块的核函数</translation>
    </message>
    <message>
        <source>kernels and memory operations</source>
        <translation>核函数与内存操作</translation>
    </message>
    <message>
        <source>kernels by NVTX range</source>
        <translation>按 NVTX 范围的核函数</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>(no heading)</source>
        <translation>（无标题）</translation>
    </message>
    <message>
        <source>&amp;Compare the two</source>
        <translation>比较这两个(&amp;C)</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>选择哪一个？</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Take this one</source>
        <translation>使用这一个(&amp;T)</translation>
    </message>
    <message>
        <source>Tables found</source>
        <translation>找到的表</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>核函数数</translation>
    </message>
    <message>
        <source>Total time</source>
        <translation>总时间</translation>
    </message>
    <message>
        <source>Choose two rows (Ctrl+click, or Shift+Down): the upper one is the baseline</source>
        <translation>选择两行（Ctrl+单击或 Shift+向下）：上面的一行是基准</translation>
    </message>
    <message>
        <source>%1 tables are in %2</source>
        <translation>%2 中有 %1 个表</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>All of them as one run</source>
        <translation>全部作为一个运行</translation>
    </message>
    <message>
        <source>times and calls are summed</source>
        <translation>时间和调用次数相加</translation>
    </message>
</context>
</TS>
