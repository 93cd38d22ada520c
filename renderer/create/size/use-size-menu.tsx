// Sizes by what the picture is for; each is the legal size nearest to the use, drawn to scale.
import { LayoutTemplate } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/ui/button.tsx";
import { Menu, type MenuEntry } from "#renderer/ui/menu.tsx";
import type { Reference, SizePx } from "#shared/model/image-request.ts";
import { sizeForUse, useSizes, type UseGroup } from "#shared/rules/use-sizes.ts";
import { shapeBox, sizeLike, spellSize } from "./shape-box.ts";
import styles from "./size-picker.module.css";

interface UseSizeMenuProps {
  readonly primary: Reference | null;
  readonly onChoose: (size: SizePx) => void;
}

const groups: readonly UseGroup[] = ["social", "print", "screen"];
const boxPx = 20;
/** Worked out when the menu is first drawn: the nearest of 29,146 sizes for each use. */
let sizesOfUses: ReadonlyMap<string, SizePx> | undefined;

function legalSizes(): ReadonlyMap<string, SizePx> {
  sizesOfUses ??= new Map(
    useSizes.flatMap(({ id }) => {
      const size = sizeForUse(id);
      return size === null ? [] : [[id, size] as const];
    }),
  );
  return sizesOfUses;
}

export function UseSizeMenu({ primary, onChoose }: UseSizeMenuProps) {
  const { t } = useTranslation("create");
  const names: Readonly<Record<string, string>> = t("size.uses", { returnObjects: true });
  const entryOf = (id: string, label: string, size: SizePx, detail?: string): MenuEntry => {
    const shape = shapeBox(size, boxPx);
    return {
      id,
      label,
      detail: detail ?? spellSize(size),
      icon: (
        <span aria-hidden className={styles["box"]} style={{ width: boxPx, height: boxPx }}>
          <span className={styles["shape"]} style={{ width: shape.widthPx, height: shape.heightPx }} />
        </span>
      ),
      run: () => onChoose(size),
    };
  };
  const like = primary === null ? null : sizeLike(primary);
  return (
    <Menu
      align="end"
      trigger={
        <Button tone="ghost" className={styles["uses"]} icon={<LayoutTemplate size={16} strokeWidth={1.5} />}>
          {t("size.forUse")}
        </Button>
      }
      groups={[
        like === null || primary === null
          ? []
          : [
              entryOf(
                "like-primary",
                t("size.likePrimary"),
                like,
                t("size.likePrimaryDetail", {
                  size: spellSize(like),
                  name: primary.name,
                }),
              ),
            ],
        ...groups.map((group) =>
          useSizes.flatMap((use) => {
            const size = legalSizes().get(use.id);
            if (use.group !== group || size === undefined) return [];
            return [entryOf(use.id, `${t(`size.groups.${group}`)}: ${names[use.id] ?? use.id}`, size)];
          }),
        ),
      ]}
    />
  );
}
